/**
 * The AES/GCM instance of a connection, made for every record or kept.
 *
 * <p><b>Source</b>: poolbench's own; the same is found wherever a protocol encrypts record by
 * record, as SMB3 clients and JWE libraries do. There is no seed with figures; seen here (JDK 25,
 * Serial, a JVM for each arm) for an operation, which seals two records or opens one: two of 1 KB
 * 2.6 to 0.6 us and 8096 to 1728 B, two of 16 KB 4.2 to 2.3 us and 7984 to 1616 B, one of 1 KB
 * opened 1.2 to 0.25 us and 4056 to about 880 B.
 *
 * <p><b>Mechanism</b>: {@code Cipher.getInstance} looks through the providers, checks who signed
 * them, and makes the cipher with its tables; a connection needs one for each direction and can
 * initialise it anew for each record. Nothing is shared between connections, so that no key, nonce
 * or plaintext can get from one to another: it is kept, not pooled.
 *
 * <p><b>Where the JVM differs</b> from Go, whose {@code cipher.AEAD} has no state to keep: here an
 * instance must be initialised with the key for every record, which expands the key again, and its
 * buffers and parameters are still allocated.
 *
 * <p><b>When keeping loses</b>: an idle connection retains its two instances, 668 B each once they
 * were used and 1012 B before (JOL); where connections are many and mostly idle that is the price.
 * What is saved is the same for every record, about 1 us and 3.2 KB: the larger the record, the
 * less it matters.
 */
@NullMarked
package io.poolbench.scenarios.cipher;

import org.jspecify.annotations.NullMarked;
