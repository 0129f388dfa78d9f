package io.poolbench.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Main;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From real forks on two machines, as far as one can be two, to one table and one page. */
final class ShardsTest {

  @TempDir private Path folder = Path.of("");

  private static String poolbench(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        Main.run(
            InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(err), arguments);
    assertThat(exitCode).as("%s%n%s", List.of(arguments), err).isZero();
    return out.toString();
  }

  private Path shard(String which) {
    Path out = folder.resolve("shard-" + which.charAt(0));
    poolbench(
        "run",
        "--plan=smoke",
        "--rounds=1",
        "--include=^(cipher/seal-1k|stringbuilder/line)$",
        "--shard=" + which,
        "--out=" + out);
    return out;
  }

  @Test
  void shardsMergedAreOneRunWithOneTableAndOnePage() throws IOException {
    Path whole = folder.resolve("whole");
    List<String> merge = new ArrayList<>(List.of("merge", "--out=" + whole));
    merge.add(shard("1/2").toString());
    merge.add(shard("2/2").toString());
    poolbench(merge.toArray(String[]::new));

    String table = poolbench("compare", whole.toString(), "--format=csv");
    assertThat(table.lines().filter(line -> line.startsWith("Cipher/op=seal-1k,"))).isNotEmpty();
    assertThat(table.lines().filter(line -> line.startsWith("Stringbuilder/op="))).isNotEmpty();

    Path page = folder.resolve("page.html");
    poolbench("report", whole.toString(), "--out=" + page);
    assertThat(page).content().contains("Cipher/op=seal-1k", "Stringbuilder/op=");
    assertThat(Files.readString(whole.resolve("run.json"))).contains("\"parts\"");
  }
}
