package io.poolbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Real forks of tests whose allocations are known. */
final class AllocatesAtMostTest {

  private static TestExecutionResult result(DiscoverySelector selector, int seconds) {
    List<TestExecutionResult> results = new ArrayList<>();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selector)
                .configurationParameter(AllocationLimit.SECONDS, String.valueOf(seconds))
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest() || result.getStatus() != Status.SUCCESSFUL) {
                  results.add(result);
                }
              }
            });
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  private static TestExecutionResult result(String method) {
    return result(DiscoverySelectors.selectMethod(Examples.class, method), 60);
  }

  private static Throwable thrown(String method) {
    return result(method).getThrowable().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pooled", "removedByTheCompiler", "one", "everySecond", "withAnArgument(int)"})
  void aLimitThatIsKeptPasses(String method) {
    assertThat(result(method)).hasToString(TestExecutionResult.successful().toString());
  }

  @Test
  void aTestOfANestedClassHasItsOuterObject() {
    DiscoverySelector selector =
        DiscoverySelectors.selectNestedMethod(
            List.of(Examples.class), Examples.Inner.class, "ofANestedClass");
    assertThat(result(selector, 60).getThrowable()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "three, \"io.poolbench.junit.Examples.three() allocates 3 objects and 96 bytes per"
            + " operation; allowed: at most 2 objects\n"
            + "  1 x byte[], 64 bytes\n"
            + "    1 at io.poolbench.junit.Examples.three:LINE\n"
            + "  2 x io.poolbench.junit.Examples$Known, 32 bytes\n"
            + "    1 at io.poolbench.junit.Examples.another:LINE\n"
            + "    1 at io.poolbench.junit.Examples.three:LINE\"",
        "seventeen, \"io.poolbench.junit.Examples.seventeen() allocates 17 objects and 272 bytes"
            + " per operation; allowed: at most 16 objects\n"
            + "  17 x io.poolbench.junit.Examples$Known, 272 bytes\n"
            + "    17 at io.poolbench.junit.Examples.seventeen:LINE\"",
        "oneTooMany, \"io.poolbench.junit.Examples.oneTooMany() allocates 1 object and 16 bytes"
            + " per operation; allowed: at most 0.990 objects\n"
            + "  1 x io.poolbench.junit.Examples$Known, 16 bytes\n"
            + "    1 at io.poolbench.junit.Examples.oneTooMany:LINE\"",
        "tooLarge, \"io.poolbench.junit.Examples.tooLarge() allocates 1 object and 72 bytes"
            + " per operation; allowed: at most 64 bytes\n"
            + "  1 x byte[], 72 bytes\n"
            + "    1 at io.poolbench.junit.Examples.tooLarge:LINE\"",
        "inAnotherThread, \"io.poolbench.junit.Examples.inAnotherThread() allocates 1 object and"
            + " 16 bytes per operation; allowed: at most 0 objects\n"
            + "  1 x io.poolbench.junit.Examples$Known, 16 bytes\n"
            + "    1 at io.poolbench.junit.Examples$Helper.run:LINE in thread helper\"",
      })
  void aLimitThatIsNotKeptFailsWithClassesAndCallSites(String method, String message) {
    Throwable thrown = thrown(method);
    assertThat(thrown).isInstanceOf(AssertionFailedError.class);
    assertThat(String.valueOf(thrown.getMessage()).replaceAll(":\\d+", ":LINE")).isEqualTo(message);
  }

  @Test
  void noObjectMeansNoneInManyThousandOperations() {
    assertThat(thrown("oneOfFiveThousand"))
        .hasMessageMatching(
            "(?s).*oneOfFiveThousand\\(\\) allocates now and then: \\d+ bytes in \\d+ operations;"
                + " allowed: at most 0 objects\n"
                + "  io.poolbench.junit.Examples\\$Known"
                + " at io.poolbench.junit.Examples.oneOfFiveThousand:\\d+");
  }

  @Test
  void whatTheTestThrowsIsItsFailure() {
    Throwable thrown = thrown("throwing");
    assertThat(thrown).isExactlyInstanceOf(IllegalStateException.class);
    assertThat(thrown).hasMessage("the pool is empty");
    assertThat(thrown.getStackTrace()[0].getMethodName()).isEqualTo("throwing");
  }

  @Test
  void aTestThatIsAbortedThereIsAbortedHere() {
    TestExecutionResult result = result("aborted");
    assertThat(result.getStatus()).isEqualTo(Status.ABORTED);
    assertThat(result.getThrowable()).containsInstanceOf(TestAbortedException.class);
  }

  @Test
  void aTestThatNeverEndsFailsWithTheStackWhereItHangs() {
    Throwable thrown =
        result(DiscoverySelectors.selectMethod(Examples.class, "neverEnding"), 8)
            .getThrowable()
            .orElseThrow();
    assertThat(thrown)
        .hasMessage(
            "io.poolbench.junit.Examples.neverEnding() cannot be counted: it has not ended after"
                + " 8 s");
    assertThat(thrown.getStackTrace())
        .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("neverEnding"));
  }

  @Test
  void aJvmThatDiesIsToldWithTheEndOfItsOutput() {
    assertThat(thrown("dying"))
        .hasMessageMatching(
            "(?s)io.poolbench.junit.Examples.dying\\(\\) cannot be counted: its JVM ended with 3."
                + " The end of its output:\n.*the last words.*");
  }

  @ParameterizedTest
  @CsvSource({
    "withoutALimit, '.withoutALimit(): @AllocatesAtMost sets no limit; say objects = or bytes ='",
    "belowZero, '.belowZero(): a limit of @AllocatesAtMost is below 0; say 0 or more'",
    "factory, '.factory(): @AllocatesAtMost does not support @TestFactory; annotate a @Test'"
  })
  void whatCannotBeMeantIsToldInOneLine(String method, String message) {
    assertThat(thrown(method))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessage("io.poolbench.junit.Examples" + message);
  }

  /** Runs an example in the JVM that it is started in. */
  static final class Runner {
    private Runner() {}

    public static void main(String[] args) {
      System.out.println(thrown(args[0]).getMessage());
    }
  }

  @Test
  void theCollectorOfTheTestsIsKeptAndOneThatShowsLiveObjectsOnlyCannotBeCounted()
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseZGC",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Runner.class.getName(),
                "pooled")
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    process.waitFor();
    assertThat(output)
        .endsWith(
            "io.poolbench.junit.Examples.pooled() cannot be counted: the heap histogram of this"
                + " JVM shows live objects only");
  }

  @Test
  void agentsDebuggersAndHeapsAreNotPassedOn() {
    assertThat(
            Fork.command(
                List.of(
                    "-javaagent:jacoco.jar=x",
                    "-agentlib:jdwp=transport=dt_socket",
                    "-Xmx4g",
                    "-XX:MaxRAMPercentage=50",
                    "-XX:+UseG1GC",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-Dmine=1")))
        .startsWith(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseG1GC",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dmine=1",
            "-Xms256m",
            "-Xmx256m",
            "-Xmn128m",
            "-XX:-UseTLAB",
            "-cp")
        .doesNotContain("-XX:+UseSerialGC");
  }
}
