package io.poolbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

final class LicencesTest {

  private static final Path SCRIPTS = Path.of(System.getProperty("poolbench.root"), "scripts");

  /** The licence of poolbench itself, and those of which a user may choose another one. */
  private static final Set<String> ELSEWHERE = Set.of("Apache-2.0", "EPL-1.0", "EPL-2.0");

  @Test
  void theTextOfEveryLicenceOfADependencyIsGivenAway() throws IOException {
    List<String> texts;
    try (Stream<Path> files = Files.list(SCRIPTS.resolve("licences"))) {
      texts = files.map(file -> file.getFileName().toString().replace(".txt", "")).toList();
    }
    List<String> licences =
        Jsoup.parse(Files.readString(SCRIPTS.resolve("pom.xml")), Parser.xmlParser())
            .select("includedLicense")
            .eachText()
            .stream()
            .filter(licence -> !ELSEWHERE.contains(licence))
            .map(licence -> licence.replace(' ', '-'))
            .toList();
    assertThat(licences).isNotEmpty();
    assertThat(texts).containsExactlyInAnyOrderElementsOf(licences);
  }
}
