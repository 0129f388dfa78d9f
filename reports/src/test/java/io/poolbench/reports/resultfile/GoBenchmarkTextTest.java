package io.poolbench.reports.resultfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.ResultSet;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GoBenchmarkTextTest {

  private static final String GOOD = "BenchmarkGood 1 1 ns/op\n";

  private static ResultSet read(String text) {
    return read(text, StandardCharsets.UTF_8);
  }

  private static ResultSet read(String text, Charset charset) {
    ByteArrayInputStream stream = new ByteArrayInputStream(text.getBytes(charset));
    return ResultFiles.read(List.of(new Input("in", "-")), stream);
  }

  /** Messages as benchstat prints them, but for values that are not finite, where it hangs. */
  @ParameterizedTest
  @CsvSource({
    "BenchmarkX 1 1z ns/op, parsing measurement: invalid syntax",
    "BenchmarkX 1 1__0 ns/op, parsing measurement: invalid syntax",
    "BenchmarkX 1 1._5 ns/op, parsing measurement: invalid syntax",
    "BenchmarkX 1 1e_1 ns/op, parsing measurement: invalid syntax",
    "BenchmarkX 1 1f ns/op, parsing measurement: invalid syntax",
    "BenchmarkX 1 . ns/op, parsing measurement: invalid syntax",
    "BenchmarkX 1 1e400 ns/op, parsing measurement: value out of range",
    "BenchmarkX 1 NaN ns/op, parsing measurement: not finite: NaN",
    "BenchmarkX 1 -Inf ns/op, parsing measurement: not finite: -Inf",
    "BenchmarkX 1 1 ns/op NaN B/op, parsing measurement: not finite: NaN",
    "BenchmarkX x 1 ns/op, parsing iteration count: invalid syntax",
    "BenchmarkX 9223372036854775808 1 ns/op, parsing iteration count: value out of range",
    "BenchmarkX 1, missing measurements",
    "BenchmarkX 1 1 ns/op 2, missing units",
    "'BenchmarkX ', missing iteration count",
    "Unit, missing unit",
    "Unit ns/op better, expected key=value",
  })
  void aMalformedLineIsDroppedWithOneFinding(String line, String message) {
    ResultSet results = read(GOOD + line + "\n" + GOOD);
    assertThat(values(results)).isEqualTo(2);
    assertThat(results.findings()).containsExactly(new Finding("-:2", message));
  }

  @ParameterizedTest
  @CsvSource({
    "12, 12",
    "12.5, 12.5",
    ".5, 0.5",
    "5., 5",
    "1e3, 1000",
    "+2, 2",
    "-2.25, -2.25",
    "0x1p-2, 0.25",
    "123456789012345678901234567890, 1.2345678901234568e29",
    "0.1234567890123456789, 0.12345678901234568",
    "9007199254740993, 9007199254740992",
    "1_0.5, 10.5",
    "1e1_0, 1e10",
    "0x_1p2, 4",
    "0x1.8p1_0, 1536",
  })
  void numbersAreGos(String text, double value) {
    assertThat(read("BenchmarkX 1 " + text + " x").measurements())
        .flatExtracting(m -> m.values().boxed().toList())
        .containsExactly(value);
  }

  @Test
  void fieldsAreDividedByAnyWhiteSpaceAndLinesByAnyEnd() {
    ResultSet results = read("BenchmarkX\t 1\u00a0 3\u2003B/op\r\nBenchmarkX 1 4 µs/op");
    assertThat(results.measurements())
        .extracting(Measurement::unit)
        .containsExactly("B/op", "µs/op");
    assertThat(results.measurements().getFirst().benchmark().name().path()).isEqualTo("X");
  }

  @Test
  void zeroIsConvertedLikeAnyValue() {
    assertThat(read("BenchmarkX 1 0 ns/op").measurements())
        .extracting(Measurement::unit)
        .containsExactly("sec/op");
  }

  @Test
  void configurationAppliesToWhatFollows() {
    ResultSet results = read("a: 1\nb: \t2 \nNo: 3\nc:4\n" + GOOD + "a:\n" + GOOD);
    assertThat(results.measurements().get(0).benchmark().configuration())
        .hasToString("{a=1, b=2 }");
    assertThat(results.measurements().get(1).benchmark().configuration()).hasToString("{b=2 }");
  }

  @Test
  void unitMetadataHoldsForEarlierLinesTooAndTheFirstWins() {
    ResultSet results = read(GOOD + "Unit ns/op assume=exact\nUnit sec/op assume=nothing\n");
    assertThat(Objects.requireNonNull(results.metrics().get("sec/op")).assumption())
        .isEqualTo(Assumption.EXACT);
    assertThat(results.findings())
        .containsExactly(new Finding("-:3", "metadata assume of unit sec/op already set to exact"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void byteOrderMarksAreUnderstood(String charset) {
    assertThat(read("\ufeff" + GOOD, Charset.forName(charset)).measurements()).hasSize(1);
  }

  private static int values(ResultSet results) {
    return results.measurements().stream().mapToInt(Measurement::size).sum();
  }

  @Test
  void linesMayBeLongerThanAnyBuffer() {
    String longLine = "x".repeat(300_000);
    ResultSet results =
        read(longLine + "\n" + "BenchmarkX 1" + " 1 B/op".repeat(50_000) + "\n" + GOOD);
    assertThat(values(results)).isEqualTo(50_001);
  }

  @Test
  void textWithoutResultsIsRefused() {
    assertThatThrownBy(() -> read("PASS\nBenchmarkX\n"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("-: holds no benchmark result; expected Go benchmark text");
  }

  @Test
  void inputsHaveLabelsOrNumbers() {
    assertThat(Input.of(List.of("a", "x=b=c", "a", "b")))
        .containsExactly(
            new Input("a#0", "a"),
            new Input("x", "b=c"),
            new Input("a#1", "a"),
            new Input("b", "b"));
  }
}
