package io.poolbench.junit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows that must never exist, as far as they start in the limits of unit tests. */
final class ArrowsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.poolbench");

  @Test
  void limitsKnowOnlyWhatCountsAndNoJmh() {
    noClasses()
        .that()
        .resideInAPackage("io.poolbench.junit..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.poolbench..", "org.openjdk..")
                .and(not(resideInAnyPackage("io.poolbench.junit..", "io.poolbench.counting.."))))
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCircle() {
    slices()
        .matching("io.poolbench.(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES.that(resideInAPackage("io.poolbench..")));
  }
}
