package io.poolbench.scenarios.pipepool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.poolbench.scenarios.ChildProgram;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What takes another collector, another limit or another user to see. */
@EnabledOnOs(OS.LINUX)
final class ChildJvmTest {

  private static final String SOFT_LIMIT = "/proc/sys/fs/pipe-user-pages-soft";

  /** A user of this run alone: the kernel counts a user's pipe pages for the whole machine. */
  private static final int UID = ThreadLocalRandom.current().nextInt(20_000, 60_000);

  private static final List<String> AS_STRANGER =
      List.of("setpriv", "--reuid=" + UID, "--clear-groups", "--bounding-set=-all");

  @ParameterizedTest
  @ValueSource(strings = {"UseG1GC", "UseSerialGC", "UseParallelGC"})
  void idlePipesOutliveYoungCollectionsAndAreClosedByOthers(String collector) throws Exception {
    assertThat(ChildJvm.run(List.of(), List.of("-XX:+" + collector), CollectedPipes.class))
        .isEqualTo(
            "opened 128, young collections true, closed by them 0, closed by others 128, twice 0\n");
  }

  /** On so small a heap it looks at old objects unasked: how many pipes that closes is open. */
  @Test
  void idlePipesAreClosedByCollectionsOfZgc() throws Exception {
    assertThat(ChildJvm.run(List.of(), List.of("-XX:+UseZGC"), CollectedPipes.class))
        .matches(
            "opened 128, young collections true, closed by them \\d+, closed by others 128, twice 0\n");
  }

  @Test
  void aPoolThatYoungCollectionsEmptyIsFoundOut() throws Exception {
    List<String> flags = List.of("-XX:+UseSerialGC", "-Dpipes=chained");
    assertThat(ChildJvm.run(List.of(), flags, CollectedPipes.class))
        .contains("young collections true, closed by them 128,");
  }

  @Test
  void withoutDescriptorsTheBytesAreCopied() throws Exception {
    assertThat(ChildJvm.run(ChildProgram.FEW_DESCRIPTORS, List.of(), ExhaustedPipes.class))
        .isEqualTo(
            """
            before: none left true, same bytes true, spliced false, last size 65536, splices afterwards true
            after: none left true, same bytes true, spliced false, last size 65536, splices afterwards true
            """);
  }

  /** As an unprivileged user, whom the limit binds, and as one whom a lack of pipes spares. */
  @Test
  void whenTheUsersPipePagesAreUsedUpSmallPipesSplice() throws Exception {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    assumeThat(Path.of("/usr/bin/setpriv")).exists();
    int pages = Integer.parseInt(Files.readString(Path.of(SOFT_LIMIT)).strip());
    assumeThat(pages).as(SOFT_LIMIT).isBetween(1, 1 << 15);
    assumeThat(canRead(ChildJvm.classPath(ExhaustedPipes.class)))
        .as("a stranger reads us")
        .isTrue();
    List<String> prefix = new ArrayList<>(AS_STRANGER);
    prefix.addAll(List.of("sh", "-c", "ulimit -n 8192 && exec \"$@\"", "sh"));
    assertThat(ChildJvm.run(prefix, List.of(), ExhaustedPipes.class))
        .matches(
            """
            before: none left false, same bytes true, spliced true, last size (4096|8192), splices afterwards true
            after: none left false, same bytes true, spliced true, last size (4096|8192), splices afterwards true
            """);
  }

  private static boolean canRead(String classPath) throws Exception {
    for (String folder : classPath.split(File.pathSeparator, -1)) {
      List<String> command = new ArrayList<>(AS_STRANGER);
      command.addAll(List.of("test", "-r", folder));
      if (new ProcessBuilder(command).start().waitFor() != 0) {
        return false;
      }
    }
    return true;
  }
}
