/**
 * The pools under the techniques. A maker of items enters, with how many bytes one holds and when
 * it may be used again; what leaves is an item that nobody else holds. Must not know what the items
 * are, nor any technique.
 *
 * <p><b>What the modes of a {@link io.poolbench.scenarios.pool.RecyclingPool} cost</b>, as measured
 * on two processors with buffers of 16 KB that are hardly touched, so that the pool is all there is
 * to see; of the time that a slot in a ThreadLocal takes on one thread, where nothing else is said:
 *
 * <ul>
 *   <li>one thread takes and recycles memory: 0.75 to 0.95; with a {@code reset} that writes one
 *       byte: 1.0 to 1.25;
 *   <li>two threads do, each its own: 0.75 to 1.1 of two threads with a slot each;
 *   <li>one holds eight before it gives the first one back: 1.5 to 2.5 of what JCTools' {@code
 *       MpmcArrayQueue} takes: a holder carries its own state, and each take must find one that is
 *       in, where a queue moves one index;
 *   <li>32 virtual threads yield while they hold: with all that starting them costs, 0.8 to 1.2 of
 *       the queue.
 * </ul>
 *
 * <p>What is not measured here: {@code onDiscard} makes each take and recycle a compare-and-set, as
 * does another thread that gives back; {@code checking} makes a holder for every take.
 */
@NullMarked
package io.poolbench.scenarios.pool;

import org.jspecify.annotations.NullMarked;
