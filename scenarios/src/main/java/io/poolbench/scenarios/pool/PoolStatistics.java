package io.poolbench.scenarios.pool;

import java.util.Map;

/**
 * The counts of a pool since it was opened. Exact when nobody takes or recycles at the moment, but
 * for takes of what is private to a thread (see {@link PooledState}): one that falls into the very
 * moment of the item's eviction may go uncounted, and an item held through two old collections
 * counts as evicted until it comes back.
 *
 * @param takes successful ones: {@code hits + misses}
 * @param hits takes served from the pool
 * @param steals those hits that were served with an item of another taker
 * @param misses takes for which an item was made
 * @param replacements items that came in by {@link Pooled#replace}: {@code misses + replacements =
 *     drops + evictions + leaks + outstanding + retainedItems}
 * @param drops items that were given back and not kept, by the reasons that occurred
 * @param evictions items that were kept and given up later
 * @param retainedItems items in the pool now
 * @param retainedBytes bytes of the items in the pool now
 * @param outstanding items that were taken and not given back yet, undiscovered leaks included
 * @param peakOutstanding the most that were ever out at once, or more: what lay private to other
 *     threads at a miss is counted in
 * @param leaks watched items that were lost; see {@link PoolBuilder#watchingOneIn}
 * @param secondRecycles attempts to give back what had been given back
 * @param discardFailures exceptions that {@code onDiscard} threw
 */
public record PoolStatistics(
    long takes,
    long hits,
    long steals,
    long misses,
    long replacements,
    Map<DropReason, Long> drops,
    long evictions,
    long retainedItems,
    long retainedBytes,
    long outstanding,
    long peakOutstanding,
    long leaks,
    long secondRecycles,
    long discardFailures) {}
