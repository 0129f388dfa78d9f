/**
 * The AES/GCM instance of a connection, made for every record or kept.
 *
 * <p><b>Source</b>: poolbench's own; the same is found wherever a protocol encrypts record by
 * record, as SMB3 clients and JWE libraries do. There is no seed with figures.
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
 * <p><b>When keeping loses</b>: an idle connection retains its two instances, about a kilobyte
 * each; where connections are many and mostly idle that is the price.
 */
@NullMarked
package io.poolbench.scenarios.cipher;

import org.jspecify.annotations.NullMarked;
