package io.poolbench.reports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows that must never exist, as far as they start in reports. */
final class ArrowsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.poolbench.reports");

  @Test
  void reportsKnowNeitherScenariosNorHarnessNorJmhNorCommands() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.poolbench.scenarios..",
            "io.poolbench.harness..",
            "io.poolbench.counting..",
            "io.poolbench.junit..",
            "org.openjdk..",
            "io.poolbench.cli..",
            "picocli..")
        .check(CLASSES);
  }

  @Test
  void statsKnowNoFileAndNoFormat() {
    neverFrom(
        "stats", "model", "resultfile", "compare", "gate", "view", "render", "profile", "history");
    noFile("stats");
  }

  @Test
  void modelIsPlainData() {
    neverFrom(
        "model",
        "resultfile",
        "unit",
        "stats",
        "compare",
        "gate",
        "view",
        "render",
        "profile",
        "history");
  }

  @Test
  void unitsKnowNoBenchmark() {
    neverFrom(
        "unit",
        "model",
        "resultfile",
        "stats",
        "compare",
        "gate",
        "view",
        "render",
        "profile",
        "history");
  }

  @Test
  void resultfileJudgesAndRendersNothing() {
    neverFrom("resultfile", "stats", "compare", "gate", "view", "render", "profile", "history");
  }

  @Test
  void compareKnowsNoFileAndNoLayout() {
    neverFrom("compare", "resultfile", "gate", "view", "render", "profile", "history");
    noFile("compare");
  }

  @Test
  void theGateKnowsNoFileNoFormatAndNoProcess() {
    neverFrom("gate", "resultfile", "view", "render", "profile", "history");
    noFile("gate");
    noClasses()
        .that()
        .resideInAPackage("io.poolbench.reports.gate..")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.lang\\.Process(Builder|Handle)?")
        .check(CLASSES);
  }

  @Test
  void profilesKnowNeitherResultsNorLayout() {
    neverFrom("profile", "resultfile", "compare", "gate", "view", "render", "history");
  }

  @Test
  void onlyProfilesReadRecordings() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.poolbench.reports.profile..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.jfr..")
        .check(CLASSES);
  }

  @Test
  void chartsKnowNothingOfWhatTheyDraw() {
    neverFrom("render.chart", "model", "compare", "view", "render.html");
  }

  @Test
  void historyKeepsWhatTheModelHoldsAndKnowsNoFileAndNoLayout() {
    neverFrom("history", "resultfile", "stats", "compare", "gate", "view", "render", "profile");
  }

  @Test
  void onlyHistoryKnowsDatabases() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.poolbench.reports.history..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.h2..", "org.postgresql..")
        .check(CLASSES);
  }

  @Test
  void viewKnowsNoFileAndNoOutputFormat() {
    neverFrom("view", "resultfile", "render", "history");
    noFile("view");
  }

  @Test
  void renderSeesTheReportModelAlone() {
    neverFrom("render", "stats", "gate", "resultfile", "compare", "unit", "profile", "history");
  }

  @Test
  void packagesHaveNoCycle() {
    slices().matching("io.poolbench.reports.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  private static void noFile(String origin) {
    noClasses()
        .that()
        .resideInAPackage("io.poolbench.reports." + origin + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio.file..")
        .check(CLASSES);
  }

  private static void neverFrom(String origin, String... targets) {
    for (String target : targets) {
      noClasses()
          .that()
          .resideInAPackage("io.poolbench.reports." + origin + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.poolbench.reports." + target + "..")
          .check(CLASSES);
    }
  }
}
