package io.poolbench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BenchmarkNameTest {

  @ParameterizedTest
  @CsvSource({
    "Encode, Encode", "Encode-8, Encode", "Encode/format=json-8, Encode",
        "Encode-fast, Encode-fast",
    "-8, ''", "Encode-, Encode-", "8, 8", "'', ''",
  })
  void theBaseEndsAtTheFirstSlash(String name, String base) {
    assertThat(BenchmarkName.base(name)).isEqualTo(base);
  }

  @ParameterizedTest
  @CsvSource({
    "Encode/format=json/size=2k-8, /size, 2k",
    "Encode/format=json-8, /gomaxprocs, 8",
    "Encode/gomaxprocs=4, /gomaxprocs, 4",
    "Encode/a=1/a=2, /a, 1",
    "Encode/json, /json, ''",
    "Encode/a=b=c, /a, b=c",
    "Encode/ab=1, /a, ''",
  })
  void partsAreFoundByKey(String name, String key, String value) {
    assertThat(BenchmarkName.part(name, key)).isEqualTo(value);
  }

  @Test
  void namedPartsAreTakenOutWhole() {
    String name = "Encode/format=json/big/size=2k-8";
    assertThat(BenchmarkName.without(name, List.of("/size"), false))
        .isEqualTo("Encode/format=json/big-8");
    assertThat(BenchmarkName.without(name, List.of("/gomaxprocs", "/format"), true))
        .isEqualTo("*/big/size=2k");
  }
}
