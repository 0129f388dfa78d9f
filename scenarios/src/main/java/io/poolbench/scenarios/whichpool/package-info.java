/**
 * Pools against each other, where each would be used. Before is plain allocation.
 *
 * <p><b>Source</b>: poolbench's own question, <i>which pool?</i> The contenders are what people
 * use: {@link io.poolbench.scenarios.pool.RecyclingPool}, a slot in a ThreadLocal, the bounded free
 * list of four of the bufioreuse seed, JCTools' {@code MpmcArrayQueue}, Tomcat's {@code
 * SynchronizedStack}, Netty's {@code Recycler} and {@code AdaptiveByteBufAllocator}, Jetty's {@code
 * ArrayByteBufferPool}, Okio's segments, Stormpot, and the {@code GenericObjectPool} and {@code
 * SoftReferenceObjectPool} of Apache Commons. Where a capacity can be chosen it is 64 buffers; all
 * else is as its library ships it, on the heap.
 *
 * <p><b>Mechanism</b>, per operation: {@code one-thread}, {@code two-threads} and {@code
 * across-threads} take a buffer of 16 KB, change one byte and give it back, there or on another
 * thread; {@code thread-per-task} does so on 32 virtual threads; {@code eight-held} takes eight
 * before it gives the first one back. Touching more would measure memory instead of the pools. The
 * {@code take-} rows vary the size and change one byte per 4 KB, on one thread: where {@code
 * before} stops winning is where pooling breaks even. What plain allocation costs there is zeroing
 * and collecting, which depends on the heap; the plan pins it at 640 MB, because Netty's allocator
 * hardly pools what has 64 KB or more in a heap of 512 MB or less.
 *
 * <p><b>Footprint</b>: the bytes, heap only, that one pool of 16 KB buffers retains with all its
 * own parts after 16 threads held 64 at once, four each, and gave them back: {@code loaded} at
 * once; {@code idle} after four full collections 150 ms apart in which nobody took; {@code pressed}
 * after a single allocation that the heap cannot satisfy, so that all softly reachable was cleared.
 * The threads live on. For {@code idle} alone, RecyclingPool counts collections that are 100 ms
 * apart instead of ten seconds: a fork cannot wait for so long. What others would do by the clock
 * after minutes, if they are told to, is not seen: Commons' evictor is off as shipped, and Stormpot
 * replaces what expires.
 *
 * <p><b>What is missing</b>: Netty's usual Recycler has a part in every thread and reuses nothing
 * outside of Netty's own threads, so it is the one that threads share. Okio's pool is private to
 * it, one per process and at most 64 KB for each of a few groups of threads, so it has no footprint
 * here, and of 1 MB reuses a sixteenth. In {@code take-} rows the free list, Netty's Recycler and
 * {@code commons-soft} are left out: they hand out whole arrays, whatever the size. A ThreadLocal
 * is in all rows, also where it can but miss.
 *
 * <p><b>What is not the same</b>: RecyclingPool is here in its cheapest mode, a pool of buffers of
 * one size that need no reset. A reset costs a thread that gives back what it took itself little
 * more than the work that it does (the package {@code pool} says what each mode costs); where
 * another gives back, or a pool closes what it discards, each take and recycle is a
 * compare-and-set, as it is in the {@code across-threads} row. Nobody clears a buffer between two
 * holders, but plain allocation. A second recycle, before another has taken the buffer, is told by
 * Netty, Jetty, Stormpot and {@code commons-pool2}, counted by RecyclingPool, and of no effect in
 * Okio and in a ThreadLocal's slot; all others then hand one buffer to two holders. Stormpot and
 * {@code commons-pool2} let takers wait when all buffers are out; no row gets there. Stormpot makes
 * all 64 in advance. Jetty hands out 4 KB for 256 bytes.
 *
 * <p><b>Where the JVM differs</b> from what a reader of Go expects: there is no slot per processor
 * to be had, so that a ThreadLocal misses on every virtual thread; and storing a reference into a
 * shared array marks a card, 512 bytes of heap to one byte of card table, so that queues whose
 * slots lie apart still share cache lines under the Serial and Parallel collectors.
 *
 * <p><b>When pooling loses</b>: where {@code before} wins a row. At 256 bytes, plain allocation
 * (some 14 ns) beats every pool that is not next to free.
 */
@NullMarked
package io.poolbench.scenarios.whichpool;

import org.jspecify.annotations.NullMarked;
