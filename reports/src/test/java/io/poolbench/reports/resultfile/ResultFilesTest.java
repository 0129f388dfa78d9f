package io.poolbench.reports.resultfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs are read at the same time, and it must not show. */
final class ResultFilesTest {

  private static final String LINE = "BenchmarkX 1 1 x/op\n";

  @TempDir private Path folder = Path.of("");

  private Input file(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return new Input(name, file.toString());
  }

  private Input missing(String name) {
    return new Input(name, folder.resolve(name).toString());
  }

  private static ResultSet read(Input... inputs) {
    return ResultFiles.read(List.of(inputs), InputStream.nullInputStream());
  }

  @Test
  void whatTheFirstInputSaysHoldsHoweverLateItSaysIt() throws IOException {
    Input first = file("first", LINE.repeat(50_000) + "Unit x/op better=higher\n");
    Input other = file("other", "Unit x/op better=lower\n" + LINE);
    ResultSet results = read(first, other);
    assertThat(Objects.requireNonNull(results.metrics().get("x/op")).better())
        .isEqualTo(Better.HIGHER);
    assertThat(results.findings())
        .containsExactly(
            new Finding(other.path() + ":1", "metadata better of unit x/op already set to higher"));
    assertThat(results.measurements().stream().map(m -> m.benchmark().file()))
        .containsExactly("first", "other");
  }

  @Test
  void ofSeveralInputsThatCannotBeReadTheFirstIsTold() throws IOException {
    Input slow = file("slow", LINE.repeat(50_000) + "\n");
    Input empty = file("empty", "no result\n");
    assertThatThrownBy(() -> read(slow, missing("a"), empty, missing("b")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(missing("a").path());
    assertThatThrownBy(() -> read(empty, missing("a")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(empty.path());
  }

  @Test
  void standardInputIsReadAmongOthers() throws IOException {
    ResultSet results =
        ResultFiles.read(
            List.of(file("first", LINE), new Input("in", "-"), file("last", LINE)),
            new ByteArrayInputStream(LINE.getBytes(StandardCharsets.UTF_8)));
    assertThat(results.measurements().stream().map(m -> m.benchmark().file()))
        .containsExactly("first", "in", "last");
  }
}
