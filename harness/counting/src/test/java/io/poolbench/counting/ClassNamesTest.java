package io.poolbench.counting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClassNamesTest {

  @ParameterizedTest
  @CsvSource({
    "[B, byte[]",
    "[[Z, boolean[][]",
    "[Ljava.lang.String;, java.lang.String[]",
    "[Ljava/lang/String;, java.lang.String[]",
    "java/util/Map$Entry, java.util.Map$Entry",
    "a.B$$Lambda/0x0000000077097aa0, a.B$$Lambda",
    "a.B$$Lambda$14/0x0000000800c03000, a.B$$Lambda",
    "a.B$$Lambda$14.0x0000000800c03000, a.B$$Lambda"
  })
  void namesAreThoseOfTheSource(String jvm, String readable) {
    assertThat(ClassNames.readable(jvm)).isEqualTo(readable);
  }
}
