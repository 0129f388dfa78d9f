package io.poolbench.cli.gate;

import io.poolbench.harness.jar.CountingParam;
import io.poolbench.reports.model.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Reads the option that names the parameter which says how many units a state holds. */
final class FootprintOption {

  static final String OPTION = "--footprint-param";

  @Option(
      names = OPTION,
      paramLabel = "NAME=N,M",
      description =
          "Also counts what each further unit retains, where a parameter of the benchmarks "
              + "says how many units a state holds, as in connections=100,200: bytes, direct "
              + "memory, descriptors. poolbench's own techniques need no parameter.")
  private @Nullable String param;

  /**
   * The parameter that counts what a state holds; null where nobody names one.
   *
   * @throws InputException with what is wrong
   */
  @Nullable CountingParam counting() {
    try {
      return param == null ? null : CountingParam.parse(param);
    } catch (IllegalArgumentException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }
}
