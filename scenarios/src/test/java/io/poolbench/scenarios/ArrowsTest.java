package io.poolbench.scenarios;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The arrows that must never exist, as far as they start in scenarios. The classes are let go with
 * the instance: they are tens of megabytes, and other tests here collect hundreds of times.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArrowsTest {

  private final JavaClasses classes =
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
        .resideInAnyPackage(
            "org.openjdk..",
            "io.poolbench.harness..",
            "io.poolbench.counting..",
            "io.poolbench.junit..",
            "io.poolbench.reports..",
            "io.poolbench.cli..")
        .check(classes);
  }

  @Test
  void noTechniqueKnowsAnother() {
    slices()
        .matching("io.poolbench.scenarios.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(DescribedPredicate.alwaysTrue(), SHARED)
        .allowEmptyShould(true)
        .check(classes);
  }

  /** The catalogue apart, which lists them all. */
  @Test
  void theRoomsHaveNoCircle() {
    slices()
        .matching("io.poolbench.(**)")
        .should()
        .beFreeOfCycles()
        .check(classes.that(not(type(Catalogue.class))));
  }

  @Test
  void onlyTheCatalogueKnowsTheTechniques() {
    noClasses()
        .that()
        .resideInAPackage("io.poolbench.scenarios")
        .and()
        .doNotHaveFullyQualifiedName(Catalogue.class.getName())
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.poolbench.scenarios.*..")
        .check(classes);
  }

  @Test
  void aPoolDoesNotKnowWhatItsItemsAre() {
    noClasses()
        .that()
        .resideInAPackage("io.poolbench.scenarios.pool..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.poolbench..")
                .and(not(resideInAPackage("io.poolbench.scenarios.pool.."))))
        .check(classes);
  }

  @Test
  void noProtocolKnowsAnother() {
    neverFrom("http", "smb2");
    neverFrom("smb2", "http");
  }

  private void neverFrom(String origin, String target) {
    noClasses()
        .that()
        .resideInAPackage("io.poolbench.scenarios." + origin + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.poolbench.scenarios." + target + "..")
        .check(classes);
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
        .check(classes);
    noClasses()
        .that()
        .haveSimpleNameStartingWith("After")
        .should()
        .dependOnClassesThat()
        .haveSimpleNameStartingWith("Before")
        .allowEmptyShould(true)
        .check(classes);
  }
}
