package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.InputException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files that are known and hold no results that could be read: what they are, and what to do. */
enum RefusedFormat {
  RECORDING(startsWith("FLR\0"), "a JFR recording", "show it with 'poolbench profile'"),
  ARCHIVE(startsWith("PK\3\4"), "a zip archive", "unpack it"),
  BZIP2(startsWith("BZh"), "compressed with bzip2", "unpack it, or compress it with gzip"),
  XZ(startsWith("\u00fd7zXZ"), "compressed with xz", "unpack it, or compress it with gzip"),
  ZSTD(startsWith("(\u00b5/\u00fd"), "compressed with zstd", "unpack it, or compress it with gzip"),
  LATEX(
      found("\\\\begin\\{tabular\\}"),
      "JMH's table for LaTeX, which holds no forks",
      "write the results with -rf json too"),
  PAGE(found("(?i)^\\s*<(!doctype )?html"), "an HTML page", "give the results it was made of"),
  XML(found("^\\s*<\\?xml"), "XML", "give the results it was made of"),
  LOG(
      found("(?m)^(# JMH version|# Run progress|Iteration +\\d+:|# Warmup Iteration)"),
      "JMH's log, whose results are rounded",
      "write them with -rf json -rff result.json"),
  TABLE(
      found("(?m)^Benchmark .*\\bMode\\b.*\\bScore\\b"),
      "JMH's table as text, which is rounded and holds no forks",
      "write the results with -rf json -rff result.json"),
  STACKS(
      found("(?m)^[^;\\s]+(;[^;\\n]+)+ \\d+$"),
      "collapsed stacks",
      "record in JFR's format and show that with 'poolbench profile'");

  private static final String EXPECTED =
      "Go benchmark text, JMH JSON or CSV, or a poolbench run directory";

  private final Pattern test;
  private final String found;
  private final String remedy;

  RefusedFormat(Pattern test, String found, String remedy) {
    this.test = test;
    this.found = found;
    this.remedy = remedy;
  }

  private static Pattern startsWith(String magic) {
    return Pattern.compile("\\A" + Pattern.quote(magic));
  }

  private static Pattern found(String pattern) {
    return Pattern.compile(pattern);
  }

  /**
   * Knows a file by its first bytes, which tell for certain.
   *
   * @param start in ISO 8859-1
   */
  static Optional<RefusedFormat> binary(String start) {
    return List.of(RECORDING, ARCHIVE, BZIP2, XZ, ZSTD).stream()
        .filter(format -> format.test.matcher(start).find())
        .findFirst();
  }

  /**
   * Tells why a file holds no result.
   *
   * @param start of its text
   */
  static InputException noResult(String path, String start) {
    for (RefusedFormat format : values()) {
      if (format.test.matcher(start).find()) {
        return format.refusal(path);
      }
    }
    return new InputException(
        path, "holds no benchmark result", EXPECTED, "check that the benchmark ran to its end");
  }

  InputException refusal(String path) {
    return new InputException(path, found, EXPECTED, remedy);
  }
}
