package io.poolbench.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows that must never exist, as far as they start in the harness. */
final class ArrowsTest {

  private static final JavaClasses HARNESS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.poolbench.harness", "io.poolbench.counting");

  @Test
  void theRoomsHaveNoCircle() {
    slices().matching("io.poolbench.(harness.*)..").should().beFreeOfCycles().check(HARNESS);
  }

  @Test
  void theMachineKnowsNeitherPlansNorTrials() {
    neverFrom("machine", "plan", "jar", "fork", "rundir", "run", "merge");
  }

  @Test
  void aPlanKnowsNoProcessAndNoFile() {
    neverFrom("plan", "fork", "rundir", "run", "merge");
    noClasses()
        .that()
        .resideInAPackage("io.poolbench.harness.plan..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.nio.file.Files")
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.Process(Builder|Handle)?|.*\\.ChildProcess")
        .check(HARNESS);
  }

  @Test
  void jarsMeasureNothing() {
    neverFrom("jar", "fork", "rundir", "run", "merge");
  }

  @Test
  void aForkKnowsNoScheduleAndNoRunDirectory() {
    neverFrom("fork", "rundir", "run", "merge");
    noClasses()
        .that()
        .resideInAPackage("io.poolbench.harness.fork..")
        .should()
        .dependOnClassesThat()
        .haveSimpleName("Schedule")
        .check(HARNESS);
  }

  @Test
  void aRunDirectoryKnowsNoLoop() {
    neverFrom("rundir", "run", "merge");
  }

  private static void neverFrom(String origin, String... targets) {
    for (String target : targets) {
      noClasses()
          .that()
          .resideInAPackage("io.poolbench.harness." + origin + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.poolbench.harness." + target + "..")
          .check(HARNESS);
    }
  }

  @Test
  void whatRunsInsideAForkKnowsOnlyJmhAndTheProfiler() {
    noClasses()
        .that()
        .resideInAnyPackage("io.poolbench.harness.probe..", "io.poolbench.counting.probe..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "io.poolbench.harness.probe..",
            "io.poolbench.counting.probe..",
            "org.openjdk.jmh..",
            "one.profiler..",
            "org.jspecify..",
            "java..",
            "javax.management..",
            "com.sun.management..",
            "jdk.jfr..")
        .check(HARNESS);
  }

  @Test
  void whatCountsKnowsTheJdkOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.poolbench.counting..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "io.poolbench.counting..",
            "org.jspecify..",
            "java..",
            "javax.management..",
            "com.sun.management..",
            "jdk.jfr..")
        .check(HARNESS);
  }

  @Test
  void theHarnessKnowsNeitherReportsNorStatisticsNorCommands() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.poolbench.reports..", "org.apache.commons..", "io.poolbench.cli..", "picocli..")
        .check(HARNESS);
  }
}
