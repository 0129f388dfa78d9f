package io.poolbench.scenarios;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows that must never exist, as far as they start in scenarios. */
final class ArrowsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.poolbench.scenarios");

  /** Folders below scenarios that are no techniques: the techniques share them. */
  private static final DescribedPredicate<JavaClass> SHARED =
      JavaClass.Predicates.resideInAnyPackage(
          "io.poolbench.scenarios.pool..",
          "io.poolbench.scenarios.http..",
          "io.poolbench.scenarios.smb2..");

  @Test
  void scenariosKnowNeitherJmhNorHarnessNorReports() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.openjdk..", "io.poolbench.harness..", "io.poolbench.reports..")
        .check(CLASSES);
  }

  @Test
  void noTechniqueKnowsAnother() {
    slices()
        .matching("io.poolbench.scenarios.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(DescribedPredicate.alwaysTrue(), SHARED)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void beforeAndAfterDoNotKnowEachOther() {
    noClasses()
        .that()
        .haveSimpleNameStartingWith("Before")
        .should()
        .dependOnClassesThat()
        .haveSimpleNameStartingWith("After")
        .allowEmptyShould(true)
        .check(CLASSES);
    noClasses()
        .that()
        .haveSimpleNameStartingWith("After")
        .should()
        .dependOnClassesThat()
        .haveSimpleNameStartingWith("Before")
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
