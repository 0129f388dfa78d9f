/**
 * The AES/GCM instances of a connection, one for each direction and kept, or borrowed for each
 * record.
 *
 * <p><b>Source</b>: poolbench's own; the same is found wherever a protocol encrypts record by
 * record, as SMB3 clients and JWE libraries do. There is no seed with figures. Before is what a
 * careful programmer writes: an instance per direction that is initialised anew for each record. It
 * is not {@code Cipher.getInstance} for each record, which costs another 1 us and 3.2 KB, and whose
 * cure is to keep the instance and not to pool it.
 *
 * <p><b>Mechanism</b>: an idle connection retains its two instances with their tables and buffers;
 * one that borrows retains its keys alone. Since the JDK's instance would go on to decrypt under
 * the key of its last holder, a recycled one is initialised with nobody's; one that has failed, but
 * for a record that was changed on its way, is not kept.
 *
 * <p><b>Where the JVM differs</b> from Go, whose {@code cipher.AEAD} has no state to keep: here an
 * instance must be initialised with the key for every record, which expands the key again, and its
 * buffers and parameters are still allocated, before and after.
 *
 * <p><b>When pooling loses</b>: on connections that are not idle. Forgetting the key is one more
 * initialisation for each record, in time and in bytes, which weighs the more the smaller the
 * record: the rows say how much. And the JDK refuses to encrypt twice under one nonce only while an
 * instance stays with its key, which a borrowed one does not: whoever borrows must count for
 * himself.
 */
@NullMarked
package io.poolbench.scenarios.cipher;

import org.jspecify.annotations.NullMarked;
