package io.poolbench.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows that must never exist, as far as they start in the harness. */
final class ArrowsTest {

  @Test
  void theHarnessKnowsNeitherReportsNorStatisticsNorCommands() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.poolbench.reports..", "org.apache.commons..", "io.poolbench.cli..", "picocli..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.poolbench.harness"));
  }
}
