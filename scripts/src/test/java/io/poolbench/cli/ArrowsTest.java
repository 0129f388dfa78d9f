package io.poolbench.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows that must never exist, between the rooms of the commands and to them. */
final class ArrowsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.poolbench");

  @Test
  void nothingDependsOnTheCommands() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.poolbench.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.poolbench.cli..")
        .check(CLASSES);
  }

  @Test
  void onlyCommandsKnowHowACommandLineIsRead() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.poolbench.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  @Test
  void whatShowsKnowsNothingOfWhatMeasures() {
    noClasses()
        .that()
        .resideInAnyPackage("io.poolbench.cli.report..", "io.poolbench.cli.shell..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.poolbench.harness..", "org.openjdk..")
        .check(CLASSES);
  }

  @Test
  void whatTalksToTheShellKnowsNoCommand() {
    noClasses()
        .that()
        .resideInAPackage("io.poolbench.cli.shell..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.poolbench.cli..")
                .and(not(resideInAPackage("io.poolbench.cli.shell.."))))
        .check(CLASSES);
  }

  @Test
  void theLoopKnowsNoCommand() {
    noClasses()
        .that()
        .resideInAPackage("io.poolbench.cli.loop..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.poolbench.cli.gate..",
            "io.poolbench.cli.report..",
            "io.poolbench.cli.revision..",
            "io.poolbench.cli.run..")
        .check(CLASSES);
  }

  /** Its errors are the ones that all of them have. */
  @Test
  void whatBuildsKnowsNothingOfWhatJudges() {
    noClasses()
        .that()
        .resideInAPackage("io.poolbench.cli.revision..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.poolbench.reports..")
                .and(not(resideInAPackage("io.poolbench.reports.model.."))))
        .check(CLASSES);
  }

  /** It starts programs as the harness does, so that these end in time and with all their own. */
  @Test
  void whatBuildsKnowsOfWhatMeasuresOnlyTheMachine() {
    noClasses()
        .that()
        .resideInAPackage("io.poolbench.cli.revision..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.poolbench.harness..", "org.openjdk..")
                .and(not(resideInAPackage("io.poolbench.harness.machine.."))))
        .check(CLASSES);
  }

  /** Every technique of the scenarios has a Before and an After; nested classes have an owner. */
  @Test
  void noTwoClassesOfAModuleHaveOneName() {
    Map<String, List<String>> byName =
        CLASSES.stream()
            .filter(each -> each.isTopLevelClass() && !each.getSimpleName().equals("package-info"))
            .filter(not(resideInAPackage("io.poolbench.scenarios..")))
            .collect(
                Collectors.groupingBy(
                    each -> each.getPackageName().split("[.]", 4)[2] + " " + each.getSimpleName(),
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));
    assertThat(byName.keySet().stream().map(name -> name.substring(0, name.indexOf(' '))))
        .contains("cli", "counting", "harness", "reports");
    assertThat(byName).allSatisfy((name, classes) -> assertThat(classes).as(name).hasSize(1));
  }

  /** The package of the entry point is a slice like any other. */
  @Test
  void packagesHaveNoCycle() {
    slices()
        .matching("io.poolbench.(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES.that(resideInAPackage("io.poolbench.cli..")));
  }
}
