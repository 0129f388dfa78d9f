package io.poolbench.harness.plan;

import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The findings of a fork.
 *
 * @param json as the fork's own tool wrote it, to be kept beside the run
 * @param objects what an operation allocates by class, as JSON; null where it was not counted
 * @param operations measured operations, or units that were held
 * @param metrics one value per Go benchmark unit
 * @param findings what a reader must know before trusting them
 */
public record Outcome(
    String json,
    @Nullable String objects,
    long operations,
    SequencedMap<String, Double> metrics,
    List<String> findings) {}
