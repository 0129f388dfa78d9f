package io.poolbench.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scripts.Shell.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the documentation gives to copy into somebody else's build, run as far as a machine without
 * that service can: the shell of each, with an archive whose poolbench writes down how it was
 * called, and Maven for real.
 */
final class TemplatesTest {

  private static final String PAGE = Documented.text("scripts/README.md");

  @TempDir private Path folder = Path.of("");
  private final Map<String, String> environment = new LinkedHashMap<>();

  @BeforeEach
  void makeArchive() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("archive/poolbench-1/bin"));
    poolbench(bin, 0);
    assertThat(run("tar czf archive.tgz -C archive poolbench-1").exitCode()).isZero();
    environment.put("POOLBENCH_ARCHIVE", folder.resolve("archive.tgz").toUri().toString());
  }

  private Path poolbench(Path bin, int exitCode) throws IOException {
    return Shell.script(
        bin.resolve("poolbench"),
        "printf '%s\\n' \"$@\" > '" + folder.resolve("called") + "'",
        "exit " + exitCode);
  }

  private static String block(String language, String mark) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(PAGE)
        .results()
        .map(found -> found.group(1))
        .filter(text -> text.contains(mark))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> lines(String block, String pattern) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(block)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private Ended run(String script) throws IOException, InterruptedException {
    return run(List.of("bash", "-eo", "pipefail", "-c", script));
  }

  private Ended run(List<String> command) throws IOException, InterruptedException {
    return Shell.run(folder, environment, command);
  }

  private void assertGateIsCalled(List<String> steps, String... arguments) throws Exception {
    assertThat(steps).hasSize(2);
    for (String step : steps) {
      Ended ended = run(step);
      assertThat(ended.exitCode()).as(ended.output()).isZero();
    }
    assertThat(Files.readAllLines(folder.resolve("called"))).containsExactly(arguments);
  }

  @Test
  void theStepsForGithubFetchTheArchiveAndCallTheGate() throws Exception {
    environment.put("BASE_REF", "main");
    List<String> steps = lines(block("yaml", "on: pull_request"), "^ +- run: (.*?)(?: +# .*)?$");
    assertGateIsCalled(
        steps.stream().map(step -> step.replace("${{ github.base_ref }}", "$BASE_REF")).toList(),
        "gate",
        "--base",
        "origin/main");
  }

  @Test
  void theScriptForGitlabFetchesTheArchiveAndCallsTheGate() throws Exception {
    environment.put("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "main");
    assertGateIsCalled(
        lines(block("yaml", ".gitlab-ci.yml"), "^ +- (.*)$"),
        "gate",
        "--base",
        "origin/main",
        "--junit",
        "gate.xml");
  }

  @Test
  void thePipelineForJenkinsFetchesTheArchiveAndCallsTheGate() throws Exception {
    environment.put("CHANGE_TARGET", "main");
    assertGateIsCalled(
        lines(block("groovy", "Jenkinsfile"), "^ +sh '(.*)'$"),
        "gate",
        "--base",
        "origin/main",
        "--junit",
        "gate.xml");
  }

  /** A project of somebody else, with the profile as it stands on the page. */
  private Ended mavenBuild(int exitCode) throws IOException, InterruptedException {
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId>
          <artifactId>theirs</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <profiles>
        %s
          </profiles>
        </project>
        """
            .formatted(block("xml", "<id>bench</id>")));
    Path poolbench = poolbench(folder, exitCode);
    List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
    command.addAll(List.of("verify", "-Pbench", "-Dpoolbench=" + poolbench));
    return run(command);
  }

  @Test
  void theProfileForMavenCallsTheGateAndPassesWithIt() throws Exception {
    Ended ended = mavenBuild(0);
    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(Files.readAllLines(folder.resolve("called")))
        .containsExactly("gate", "--base", "origin/main", "--junit", "target/gate.xml");
  }

  @Test
  void theProfileForMavenFailsWithTheGate() throws Exception {
    Ended ended = mavenBuild(1);
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).contains("BUILD FAILURE");
  }
}
