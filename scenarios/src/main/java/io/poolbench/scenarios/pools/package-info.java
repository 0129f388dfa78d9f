/**
 * Pools against each other, where each would be used: on one thread, on two, across threads, on a
 * virtual thread per task. Before is plain allocation.
 *
 * <p><b>Source</b>: poolbench's own question, <i>which pool?</i> The contenders are what people
 * use: a slot in a ThreadLocal, the bounded free list of four of the bufioreuse seed, JCTools'
 * {@code MpmcArrayQueue} of 64, and {@link io.poolbench.scenarios.pool.RecyclingPool} of 64.
 *
 * <p><b>Mechanism</b>: one operation takes a buffer of 16 KB, touches one byte, and gives the
 * buffer back. Touching more would measure memory instead of the pools; so the figures are what a
 * pool adds to the use of a buffer, and what plain allocation adds is mostly zeroing.
 *
 * <p><b>Where the JVM differs</b> from what a reader of Go expects: there is no slot per processor
 * to be had, so that a ThreadLocal misses on every virtual thread; and storing a reference into a
 * shared array marks a card, 512 bytes of heap to one byte of card table, so that queues whose
 * slots lie apart still share cache lines under the Serial and Parallel collectors.
 *
 * <p><b>When pooling loses</b>: where {@code before} wins a row. Below about 256 bytes it always
 * does.
 */
@NullMarked
package io.poolbench.scenarios.pools;

import org.jspecify.annotations.NullMarked;
