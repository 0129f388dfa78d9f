package io.poolbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;

/** Tests whose allocations are known: most one after the other in one JVM, as a fork is slow. */
final class AllocatesAtMostTest {

  private static final String PASSES = "passes";

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

  /** Counts examples, one after the other, in the JVM that it is started in. */
  static final class Counter {
    private Counter() {}

    /**
     * Writes what became of each.
     *
     * @param args path of the properties, then the methods
     */
    public static void main(String[] args) throws IOException {
      CountingFork.becomeThisJvm();
      Properties outcomes = new Properties();
      for (String method : Arrays.asList(args).subList(1, args.length)) {
        TestExecutionResult result = result(method);
        String outcome =
            result
                .getThrowable()
                .map(thrown -> result.getStatus() + ": " + thrown.getMessage())
                .orElse(PASSES);
        outcomes.setProperty(method, outcome.replaceAll("(\\w):\\d+", "$1:LINE"));
      }
      try (Writer writer = Files.newBufferedWriter(Path.of(args[0]))) {
        outcomes.store(writer, null);
      }
      // The thread of an example still runs.
      System.exit(0);
    }
  }

  /** Counts examples in one JVM, with the arguments of a fork. */
  private static Properties outcomes(List<String> arguments, String... methods)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("poolbench", ".outcomes");
    try {
      List<String> command = Fork.command(arguments);
      command.addAll(List.of(Counter.class.getName(), file.toString()));
      command.addAll(List.of(methods));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      Properties outcomes = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        outcomes.load(reader);
      }
      return outcomes;
    } finally {
      Files.delete(file);
    }
  }

  @Test
  void objectsAreCountedExactlyWithTheirClassesAndCallSites()
      throws IOException, InterruptedException {
    Map<String, String> expected = new TreeMap<>();
    expected.put("pooled", PASSES);
    expected.put("removedByTheCompiler", PASSES);
    expected.put("one", PASSES);
    expected.put("everySecond", PASSES);
    expected.put(
        "seventeen",
        """
        FAILED: io.poolbench.junit.Examples.seventeen() allocates 17 objects and 272 bytes per\
         operation; allowed: at most 16 objects
          17 x io.poolbench.junit.Examples$Known, 272 bytes
            17 at io.poolbench.junit.Examples.seventeen:LINE""");
    expected.put(
        "tooLarge",
        """
        FAILED: io.poolbench.junit.Examples.tooLarge() allocates 1 object and 72 bytes per\
         operation; allowed: at most 64 bytes
          1 x byte[], 72 bytes
            1 at io.poolbench.junit.Examples.tooLarge:LINE""");
    expected.put(
        "inAnotherThread",
        """
        FAILED: io.poolbench.junit.Examples.inAnotherThread() allocates 1 object and 16 bytes per\
         operation; allowed: at most 0 objects
          1 x io.poolbench.junit.Examples$Known, 16 bytes
            1 at io.poolbench.junit.Examples$Helper.run:LINE in thread helper""");
    expected.put("aborted", "ABORTED: not on this system");
    String rare = "oneOfFiveThousand";
    List<String> methods = new ArrayList<>(expected.keySet());
    methods.add(rare);
    Properties outcomes = outcomes(List.of(), methods.toArray(new String[0]));
    Object outcomeOfTheRare = outcomes.remove(rare);
    assertThat(outcomes).containsExactlyInAnyOrderEntriesOf(new HashMap<>(expected));
    assertThat(outcomeOfTheRare)
        .asString()
        .matches(
            "FAILED: io.poolbench.junit.Examples.oneOfFiveThousand\\(\\) allocates now and then:"
                + " \\d+ bytes in \\d+ operations; allowed: at most 0 objects\n"
                + "  io.poolbench.junit.Examples\\$Known"
                + " at io.poolbench.junit.Examples.oneOfFiveThousand:LINE");
  }

  @Test
  void theCollectorOfTheTestsIsKeptAndOneThatShowsLiveObjectsOnlyCannotBeCounted()
      throws IOException, InterruptedException {
    assertThat(outcomes(List.of("-XX:+UseZGC"), "pooled"))
        .containsExactly(
            Map.entry(
                "pooled",
                "FAILED: io.poolbench.junit.Examples.pooled() cannot be counted: the heap histogram"
                    + " of this JVM shows live objects only"));
  }

  @Test
  void aLimitThatIsNotKeptFailsWithClassesAndCallSites() {
    Throwable thrown = thrown("three");
    assertThat(thrown).isInstanceOf(AssertionFailedError.class);
    assertThat(String.valueOf(thrown.getMessage()).replaceAll(":\\d+", ":LINE"))
        .isEqualTo(
            """
            io.poolbench.junit.Examples.three() allocates 3 objects and 96 bytes per operation;\
             allowed: at most 2 objects
              1 x byte[], 64 bytes
                1 at io.poolbench.junit.Examples.three:LINE
              2 x io.poolbench.junit.Examples$Known, 32 bytes
                1 at io.poolbench.junit.Examples.another:LINE
                1 at io.poolbench.junit.Examples.three:LINE""");
  }

  @Test
  void aTestOfANestedClassWithAnArgumentThatKeepsItsLimitPasses() {
    DiscoverySelector selector =
        DiscoverySelectors.selectNestedMethod(
            List.of(Examples.class), Examples.Inner.class, "withAnArgument", "int");
    assertThat(result(selector, 60)).hasToString(TestExecutionResult.successful().toString());
  }

  @Test
  void whatTheTestThrowsIsItsFailure() {
    Throwable thrown = thrown("throwing");
    assertThat(thrown).isExactlyInstanceOf(IllegalStateException.class);
    assertThat(thrown).hasMessage("the pool is empty");
    assertThat(thrown.getStackTrace()[0].getMethodName()).isEqualTo("throwing");
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

  @Test
  void whereNoCollectorIsNamedItIsOneThatTellsOfEachAllocation() {
    assertThat(Fork.collector(19)).isEqualTo("-XX:+UseG1GC");
    assertThat(Fork.collector(20)).isEqualTo("-XX:+UseSerialGC");
  }

  @Test
  void agentsDebuggersHeapsAndWhatKeepsTheCompilerFromItsWorkAreNotPassedOn() {
    assertThat(
            Fork.command(
                List.of(
                    "-javaagent:jacoco.jar=x",
                    "-agentlib:jdwp=transport=dt_socket",
                    "-Xmx4g",
                    "-XX:MaxRAMPercentage=50",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:-DoEscapeAnalysis",
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
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
            "-cp")
        .doesNotContain("-XX:+UseSerialGC");
  }
}
