package io.poolbench.reports.compare;

import java.util.List;
import java.util.Map;

/**
 * The part of a benchmark that a projection looks at: benchmarks with equal keys fall together.
 *
 * @param fields for every field of the projection its values by name; one, but for {@code .config}
 */
record Key(List<Map<String, String>> fields) {}
