package io.poolbench.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.gate.AcceptedCounts;
import io.poolbench.reports.gate.Expectation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written of a name is read as that name, whatever it holds. */
final class CsvLineTest {

  /** What a line of comma-separated values takes for something else than a part of a name. */
  private static final List<String> NAMES =
      List.of(
          "a.B.get/size=1",
          "a.B.get/sizes=1,2",
          ",",
          "a.B.get/text=\"",
          "\"\"",
          "a.B.get/text=\",\"",
          "# no comment",
          " blanks at both ends ",
          "a.B.get/text=x\ny",
          "x\r\ny",
          "x\ry",
          "\n# no comment\n",
          "=1+1",
          "\u00e9\u2028\ud83d\ude00");

  @TempDir private Path folder = Path.of("");

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("x.csv"), text);
  }

  private List<String> read(String text) throws IOException {
    return CsvLine.read(file(text), "lines", "write them").stream()
        .map(line -> line.where().replaceFirst(".*:", "") + ":" + CsvLine.fields(line.text()))
        .toList();
  }

  @Test
  void anExpectationIsReadBackWhateverItsBenchmarkAndItsArmsAreCalled() {
    List<Expectation> written = new ArrayList<>();
    for (String name : NAMES) {
      written.add(new Expectation(name, "B/op", "old", "new", 0.5, 0.55, OptionalDouble.of(64)));
      written.add(new Expectation("b", "B/op", name, name, 0.5, 0.55, OptionalDouble.empty()));
    }
    Path file = folder.resolve("expectations.csv");
    ExpectationsFile.write(file, written);
    assertThat(ExpectationsFile.read(file)).containsExactlyInAnyOrderElementsOf(written);
  }

  @Test
  void countsAreReadBackWhateverTheirBenchmarkAndTheirJvmAreCalled() {
    for (String jvm : NAMES) {
      List<AcceptedCounts.Row> rows = new ArrayList<>();
      for (String name : NAMES) {
        rows.add(new AcceptedCounts.Row(name, "B/op", new TreeMap<>(Map.of(24.0, 8))));
      }
      AcceptedCounts written = new AcceptedCounts(jvm, rows);
      Path file = folder.resolve("counts.csv");
      CountsFile.write(file, written);
      assertThat(CountsFile.read(file)).isEqualTo(written);
    }
  }

  @Test
  void aCommaDoesNotMakeOneBenchmarkOfTwo() {
    AcceptedCounts written =
        new AcceptedCounts(
            "",
            List.of(
                new AcceptedCounts.Row("a", "b,c/op", new TreeMap<>(Map.of(1.0, 8))),
                new AcceptedCounts.Row("a,b", "c/op", new TreeMap<>(Map.of(2.0, 8)))));
    Path file = folder.resolve("counts.csv");
    CountsFile.write(file, written);
    assertThat(CountsFile.read(file)).isEqualTo(written);
  }

  @Test
  void linesAreNumberedAsAnEditorNumbersThem() throws IOException {
    assertThat(read("# it's 5\" wide\r\na,b\r\n\r\n\"x\ny\",c\nd,e"))
        .containsExactly("2:[a, b]", "4:[x\ny, c]", "6:[d, e]");
  }

  @Test
  void aQuoteThatIsNeverClosedCostsItsOwnLineAlone() throws IOException {
    assertThat(read("a,b\nx\",c\nd,e\n")).containsExactly("1:[a, b]", "2:[]", "3:[d, e]");
  }
}
