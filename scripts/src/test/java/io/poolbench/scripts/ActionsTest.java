package io.poolbench.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.poolbench.scripts.Shell.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shell of the GitHub actions, run for real; the commands that it calls are scripts that write
 * down how they were called.
 */
final class ActionsTest {

  private static final Path ACTIONS =
      Documented.ROOT.resolve(".github/actions").toAbsolutePath().normalize();
  private static final String MARKER = "<!-- poolbench gate -->";
  private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path folder = Path.of("");
  private final Map<String, String> environment = new LinkedHashMap<>();

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectory(folder.resolve("bin"));
    environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
  }

  private void command(String name, String... lines) throws IOException {
    Shell.script(folder.resolve("bin").resolve(name), lines);
  }

  private Ended run(String script) throws IOException, InterruptedException {
    return Shell.run(folder, environment, List.of(ACTIONS.resolve(script).toString()));
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private Ended gate(int exitCode, String options, boolean advisory)
      throws IOException, InterruptedException {
    command("poolbench", "printf '%s\\n' \"$@\" > called", "exit " + exitCode);
    environment.put("POOLBENCH", "poolbench");
    environment.put("BASE", "origin/main");
    environment.put("OPTIONS", options);
    environment.put("ADVISORY", String.valueOf(advisory));
    environment.put("ACTION", ACTIONS.resolve("gate").toString());
    environment.put("GITHUB_OUTPUT", folder.resolve("outputs").toString());
    return run("gate/gate.sh");
  }

  @Test
  void theGateIsCalledWithTheBaseOfThePullRequestAndTheUsersOptions()
      throws IOException, InterruptedException {
    assertThat(gate(0, "--counts --include Map.*", false).exitCode()).isZero();

    assertThat(read("called").lines())
        .startsWith("gate", "--comment", "target/poolbench-gate/comment.md")
        .endsWith("--base", "origin/main", "--counts", "--include", "Map.*");
    assertThat(read("outputs").lines())
        .contains("exit-code=0", "comment=target/poolbench-gate/comment.md");
  }

  @Test
  void anExitCodeOfTheGateIsTheOneOfTheStep() throws IOException, InterruptedException {
    assertThat(gate(1, "", false).exitCode()).isEqualTo(1);
    assertThat(read("outputs")).contains("exit-code=1");
  }

  @Test
  void adviceNeverFailsABuild() throws IOException, InterruptedException {
    Ended ended = gate(1, "", true);
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.output()).contains("the gate ended with 1 and is advisory here");
    assertThat(read("outputs")).contains("exit-code=1");
  }

  @Test
  void aGateThatCouldNotJudgeFailsEvenAsAdvice() throws IOException, InterruptedException {
    assertThat(gate(2, "", true).exitCode()).isEqualTo(2);
  }

  /** A GitHub of one open pull request, with the comments that a test gives it. */
  private void github(String comments) throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/jq")) || Files.isExecutable(Path.of("/bin/jq")),
        "jq is not installed");
    Files.writeString(
        folder.resolve("pulls.json"),
        "[{\"number\": 7, \"head\": {\"sha\": \"%s\"}}, {\"number\": 8, \"head\": {\"sha\": \"f\"}}]"
            .formatted(SHA));
    Files.writeString(folder.resolve("comments.json"), comments);
    command(
        "gh",
        "case \"$*\" in",
        "  *--method*) printf '%s\\n' \"$*\" >> written ;;",
        "  *pulls*) jq -r \"${@: -1}\" pulls.json ;;",
        "  *comments*) jq -r \"${@: -1}\" comments.json ;;",
        "esac");
    environment.put("REPOSITORY", "owner/name");
    environment.put("HEAD_SHA", SHA);
    environment.put("COMMENT", "comment.md");
  }

  private void comment(String text) throws IOException {
    Files.writeString(folder.resolve("comment.md"), text);
  }

  @Test
  void aCommentIsPostedOnThePullRequestOfTheCommit() throws IOException, InterruptedException {
    github("[]");
    comment(MARKER + "\nunchanged\n");
    assertThat(run("comment/post.sh").exitCode()).isZero();
    assertThat(read("written"))
        .isEqualTo("api --method POST repos/owner/name/issues/7/comments -F body=@comment.md\n");
  }

  @Test
  void theCommentBeforeIsReplacedAndNobodyElses() throws IOException, InterruptedException {
    github(
        """
        [{"id": 1, "user": {"type": "User"}, "body": "%1$s quoted by a person"},
         {"id": 2, "user": {"type": "Bot"}, "body": "another bot"},
         {"id": 3, "user": {"type": "Bot"}, "body": "%1$s\\nof the run before"}]
        """
            .formatted(MARKER));
    comment(MARKER + "\nunchanged\n");
    assertThat(run("comment/post.sh").exitCode()).isZero();
    assertThat(read("written"))
        .isEqualTo("api --method PATCH repos/owner/name/issues/comments/3 -F body=@comment.md\n");
  }

  @Test
  void aCommitThatIsNoHeadAnyMoreGetsNothing() throws IOException, InterruptedException {
    github("[]");
    environment.put("HEAD_SHA", "another");
    comment(MARKER + "\nunchanged\n");
    Ended ended = run("comment/post.sh");
    assertThat(ended.exitCode()).isZero();
    assertThat(ended.output()).contains("another is the head of no open pull request any more");
    assertThat(folder.resolve("written")).doesNotExist();
  }

  @Test
  void whatIsNoCommentOfOursIsNotPosted() throws IOException, InterruptedException {
    github("[]");
    comment("click here\n");
    Ended ended = run("comment/post.sh");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).contains("comment.md: expected '" + MARKER + "' in its first line");

    Files.delete(folder.resolve("comment.md"));
    Files.createSymbolicLink(folder.resolve("comment.md"), Path.of("/etc/passwd"));
    assertThat(run("comment/post.sh").exitCode()).isEqualTo(1);
    assertThat(folder.resolve("written")).doesNotExist();
  }

  @Test
  void aCommentThatGithubWouldRefuseIsNotSent() throws IOException, InterruptedException {
    github("[]");
    comment(MARKER + "\n" + "x".repeat(65_536));
    Ended ended = run("comment/post.sh");
    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).contains("GitHub takes 65536");
  }

  @Test
  void everyScriptOfAnActionExistsAndCanBeRun() throws IOException {
    for (String action : List.of("gate", "comment")) {
      String steps =
          Files.readString(ACTIONS.resolve(action).resolve("action.yml"), StandardCharsets.UTF_8);
      assertThat(steps.lines().filter(line -> line.contains("run: $ACTION/")))
          .isNotEmpty()
          .allSatisfy(
              line ->
                  assertThat(
                          ACTIONS
                              .resolve(action)
                              .resolve(line.substring(line.lastIndexOf('/') + 1)))
                      .isExecutable());
    }
  }
}
