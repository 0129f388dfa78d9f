/**
 * The buffer in which TLS records are made, kept for the life of a connection ({@link
 * io.poolbench.scenarios.tlsoutbuf.Before}) or borrowed for each write ({@link
 * io.poolbench.scenarios.tlsoutbuf.After}). What enters is application data, what leaves are
 * records; it must not know who measures it.
 *
 * <p><b>Source</b>: Go crypto/tls, golang/go#42035, CL 267957 (2020), which took its benchmarks
 * from CL 263277. The change states no figures but the reason: 100,000 idle connections that each
 * keep 16 KB after their last write keep 1.6 GB. Run with Go 1.19, its write of 10,240 bytes on a
 * new connection goes from 2.37 us, 10158 B and 8 allocations to 0.51 us, 1297 B and 3 allocations
 * (-87 % of the bytes).
 *
 * <p><b>Mechanism</b>: the buffer is taken when the write lock is held, and recycled before it is
 * released, on every way out. What is pooled is a holder, so that the buffer which has grown goes
 * back without an allocation. One that has grown beyond twice a packet is dropped; one in which a
 * record waits, because the sink did not take all of it, stays with its connection. If the engine
 * fails, the buffer is wiped first: the JDK encrypts in place, and data may lie there in the clear.
 *
 * <p><b>Operations</b>: {@code write} is the seed's own, the write of a new sending half that makes
 * four growing records. {@code first-wrap} is one record of a new sending half on a live engine, so
 * that the buffer is a larger part of what is allocated; it is not what a connection does that
 * writes again and again. That is {@code persistent-wrap}: one sending half for the connection's
 * life, as in the seed, which before has its buffer from the first write on.
 *
 * <p><b>Where the JVM differs</b>: the JDK's engine makes records only in a buffer with room for
 * the largest, 16,709 bytes, be the data 100 bytes; so the buffer is full-grown at the first
 * record, and the saving the same for every first write. The engine itself allocates about 1,350
 * bytes per record (JDK 25, AES-128-GCM; 1,248 to 1,448 seen), which no pool of ours can save: the
 * seed's write goes from 22,224 to 5,432 B/op (-76 %) where Go's goes down to an eighth; a first
 * record of 100 bytes or of 10 KB from 18,216 to 1,424 (-92 %), and 16 KB, which the JDK cuts in
 * two because it pads records by 16 bytes, from 19,464 to 2,672 (-86 %). An idle connection retains
 * 16.8 KB less, of 56.4 KB: with its engine and socket it holds the buffer that it reads into, here
 * of two packets, 33.4 KB, which Go's has not. Sockets copy a buffer that lies on the heap to one
 * of the thread's own outside it; that copy is neither saved nor counted here.
 *
 * <p><b>When pooling loses</b>: on connections that write all the time. There nothing is allocated
 * for records before, and each write pays for a take and a recycle ({@code persistent-wrap}: the
 * same B/op, and the take and recycle on top of the engine's time; {@code steady}: the same over
 * sockets, where the difference drowns in the system calls). A write that waits for a slow peer
 * keeps its buffer, so many slow peers keep as many buffers as before.
 */
@NullMarked
package io.poolbench.scenarios.tlsoutbuf;

import org.jspecify.annotations.NullMarked;
