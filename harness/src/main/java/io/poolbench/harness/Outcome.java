package io.poolbench.harness;

import java.util.List;
import java.util.SequencedMap;

/**
 * What a fork found out.
 *
 * @param json as the fork's own tool wrote it, to be kept beside the run
 * @param operations measured operations, or units that were held
 * @param metrics one value per Go benchmark unit
 * @param findings what a reader must know before trusting them
 */
record Outcome(
    String json, long operations, SequencedMap<String, Double> metrics, List<String> findings) {}
