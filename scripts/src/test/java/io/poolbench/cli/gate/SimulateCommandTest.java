package io.poolbench.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no file of forks is refused in one line that says what to do. */
final class SimulateCommandTest {

  private static final String HEAD = "benchmark,fork,iterations\n";

  private static final String TIMES = "1.5 ".repeat(50).strip();

  @TempDir private Path folder = Path.of("");

  private Path zipped(String text) throws IOException {
    Path file = folder.resolve("forks.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static void assertRefused(Path file, String said) {
    Cli simulate = Cli.run("simulate", "--suites=1", "--forks=" + file);
    assertThat(simulate.exitCode()).isEqualTo(2);
    assertThat(simulate.output()).isEmpty();
    assertThat(simulate.errors().lines()).hasSize(1).first().asString().contains(said);
  }

  @Test
  void aFileThatIsNotThere() {
    assertRefused(folder.resolve("none.gz"), "none.gz: does not exist; expected recorded forks");
  }

  @Test
  void aFolder() {
    assertRefused(folder, "no file; expected recorded forks");
  }

  @Test
  void aTextThatIsNotCompressed() throws IOException {
    assertRefused(Files.writeString(folder.resolve("forks.csv"), HEAD), "is no gzip: ");
  }

  @Test
  void aFileThatWasCutOff() throws IOException {
    byte[] whole = Files.readAllBytes(zipped(HEAD + ("X,1," + TIMES + "\n").repeat(99)));
    Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, 40));
    assertRefused(cut, "cut.gz: cannot be read: ");
  }

  @Test
  void anEmptyFile() throws IOException {
    assertRefused(Files.createFile(folder.resolve("empty.gz")), "empty.gz: cannot be read: ");
    assertRefused(zipped(""), "no forks; expected lines of benchmark,fork,iterations");
    assertRefused(zipped(HEAD), "no forks; expected lines of benchmark,fork,iterations");
  }

  @Test
  void anotherTable() throws IOException {
    assertRefused(
        zipped("a,b\n1,2\n"), "forks.csv.gz:1: found 'a,b'; expected 'benchmark,fork,iterat");
  }

  @Test
  void aLineThatIsNone() throws IOException {
    for (String line :
        new String[] {
          "X,1",
          "X,one," + TIMES,
          ",1," + TIMES,
          "X,1,1 2 3",
          "X,1," + TIMES + " 0",
          "X,1,x",
          "X,1,"
        }) {
      assertRefused(zipped(HEAD + "X,0," + TIMES + "\n" + line + "\n"), "forks.csv.gz:3: found '");
    }
  }

  @Test
  void aBenchmarkOfTooFewForks() throws IOException {
    assertRefused(
        zipped(HEAD + ("X,1," + TIMES + "\n").repeat(4)),
        "4 forks of X; expected at least 5 of each benchmark");
  }

  @Test
  void noSuite() {
    assertThat(Cli.run("simulate", "--suites=0").errors())
        .contains("--suites: found 0, expected at least 1");
  }
}
