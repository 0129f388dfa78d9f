package io.poolbench.reports.model;

import java.util.Collections;
import java.util.Map;

/**
 * The settings with which a file that is no poolbench run says that its benchmarks were measured.
 *
 * @param file label of the input
 * @param settings by benchmark; of several values of one setting all, separated by {@code and}
 */
public record Origin(String file, Map<BenchmarkName, Map<String, String>> settings) {

  /** Stands between values of one setting. */
  public static final String AND = " and ";

  /** The setting that may be empty and yet is known. */
  public static final String ARGUMENTS = "jvmArgs";

  public Origin {
    settings = Collections.unmodifiableMap(settings);
  }
}
