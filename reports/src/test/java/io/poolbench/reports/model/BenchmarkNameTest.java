package io.poolbench.reports.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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
    assertThat(named(name).base()).isEqualTo(base);
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
    assertThat(named(name).part(key)).isEqualTo(value);
  }

  @Test
  void namedPartsAreTakenOutWhole() {
    String name = "Encode/format=json/big/size=2k-8";
    assertThat(named(name).without(List.of("/size"), false)).isEqualTo("Encode/format=json/big-8");
    assertThat(named(name).without(List.of("/gomaxprocs", "/format"), true))
        .isEqualTo("*/big/size=2k");
  }

  private static BenchmarkName named(String path) {
    return new BenchmarkName("", path, "");
  }

  @Test
  void packageAndModeAreAPartOfIt() {
    Map<String, String> configuration = Map.of("pkg", "org.x", "mode", "avgt");
    assertThat(BenchmarkName.of("B.run/size=1", configuration))
        .hasToString("org.x.B.run/size=1 (avgt)")
        .isNotEqualTo(BenchmarkName.of("B.run/size=1", Map.of("pkg", "org.y", "mode", "avgt")))
        .isNotEqualTo(BenchmarkName.of("B.run/size=1", Map.of("pkg", "org.x", "mode", "ss")));
  }

  @Test
  void theVariantIsTakenOutWhereverItStandsAndProcessorsStay() {
    assertThat(named("X/variant=before/op=y-8").variant()).isEqualTo("before");
    assertThat(named("X/variant=before/op=y-8").withoutVariant()).isEqualTo(named("X/op=y-8"));
    assertThat(named("X/op=y/variant=before-8").variant()).isEqualTo("before");
    assertThat(named("X/op=y/variant=before-8").withoutVariant()).isEqualTo(named("X/op=y-8"));
  }

  @Test
  void anotherBaseKeepsParametersAndMayMovePackages() {
    BenchmarkName name = new BenchmarkName("org.x", "B.run/size=1", "avgt");
    assertThat(name.withBase("C.go")).hasToString("org.x.C.go/size=1 (avgt)");
    assertThat(name.withBase("org.y.C.go")).hasToString("org.y.C.go/size=1 (avgt)");
    assertThat(name.isMeantBy("B.run")).isTrue();
    assertThat(name.isMeantBy("org.x.B.run")).isTrue();
    assertThat(name.isMeantBy("org.x.B.runs")).isFalse();
  }
}
