package io.poolbench.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.view.Explanation;
import io.poolbench.reports.view.Verdicts;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

final class HostileNamesTest {

  private static final String NAME = "\u001b[2J\u0000::x\ufffe##[command]@octocat www.a.b http://c";

  private static final Verdicts VERDICTS =
      new Verdicts(
          NAME,
          NAME,
          List.of(
              new Verdicts.Row(
                  NAME, NAME, NAME, "refused", "1", "2", "", "", "", "5+5", NAME, 1, 1, 1, false)),
          List.of(NAME),
          List.of(NAME),
          List.of(NAME),
          List.of(new Finding(NAME, NAME)),
          "",
          List.of(
              new Explanation(NAME, NAME, List.of(new Explanation.Allocated(NAME, NAME, 1, 16)))));

  @Test
  void junitIsXmlWhateverTheNamesAndHoldsEveryLine() throws Exception {
    String xml = VerdictFiles.junit(VERDICTS);
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getElementsByTagName("testcase")
                .getLength())
        .isEqualTo(2);
    assertThat(xml).contains("not judged: ").contains("watch: ").contains("warning: ");
  }

  @Test
  void markdownTellsNobodyAndLinksNowhere() {
    String markdown = MarkdownRenderer.escaped("@octocat a@b.c www.x.y https://z\r|");
    assertThat(markdown)
        .doesNotContain("@o")
        .doesNotContain("@b")
        .doesNotContain("www.")
        .doesNotContain("://")
        .contains("\\\\r")
        .endsWith("\\|");
    assertThat(MarkdownRenderer.escaped("CPU @ 3 GHz")).isEqualTo("CPU @ 3 GHz");
  }

  private static Verdicts many(String name, int rows) {
    List<Verdicts.Row> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      String numbered = name + i;
      for (String verdict : List.of("regressed", "unchanged")) {
        all.add(
            new Verdicts.Row(
                numbered, "B/op", "", verdict, "1", "2", "+1%", "", "", "5+5", numbered, 1, 1, 1,
                false));
      }
    }
    List<String> names = Collections.nCopies(rows, name);
    return new Verdicts(
        name,
        name,
        all,
        names,
        names,
        names,
        names.stream().map(each -> new Finding(each, each)).toList(),
        name,
        names.stream()
            .map(
                each ->
                    new Explanation(
                        each, "B/op", List.of(new Explanation.Allocated(each, each, 1, 16))))
            .toList());
  }

  @Test
  void aCommentFitsWhateverTheNamesAreAndTellsWhatItLeavesOut() {
    for (String name : List.of("a", "\u00e9|*_@octocat`<b>".repeat(100), "x\n".repeat(50_000))) {
      // It takes that many of the shortest to fill a comment.
      int rows = name.length() == 1 ? 900 : 100;
      String comment = VerdictComment.of(many(name, rows));
      assertThat(comment.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(60_000);
      assertThat(comment)
          .startsWith("<!-- poolbench gate -->\n**poolbench gate: %d regressed".formatted(rows));
      assertThat(comment).containsPattern("\\n\\d+ more rows do not fit\\n");
      assertThat(comment.split("\\|", -1).length % 9)
          .as("every row has all its cells")
          .isEqualTo(comment.split("\\\\\\|", -1).length % 9);
    }
  }

  /** The bytes of a step's summary at which GitHub refuses it. */
  private static final int GITHUBS_SUMMARY = 1 << 20;

  @Test
  void aSummaryFitsWhateverTheNamesAreAndTellsWhatItLeavesOut() {
    for (String name : List.of("a", "\u00e9|*_@octocat`<b>".repeat(100), "x\n".repeat(50_000))) {
      String summary = VerdictFormats.markdown(many(name, 200));
      assertThat(summary.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(GITHUBS_SUMMARY);
      assertThat(summary)
          .startsWith("### poolbench gate: 200 regressed")
          .containsPattern("\\n\\d+ more rows\\n")
          .containsPattern("\\n- \\d+ more lines\\n")
          .contains("</details>");
    }
  }

  @Test
  void aSummaryHoldsAllOfAFewRows() {
    String summary = VerdictFormats.markdown(many("a", 2));
    assertThat(summary)
        .contains("| REGRESSED | a0 |", "| REGRESSED | a1 |", "| unchanged | a1 |")
        .contains("- regressed: a0\n- regressed: a1\n", "- missing: a\n", "- warning: a: a\n")
        .doesNotContain("more");
  }

  @Test
  void aCommentTellsNobodyAndHasOneMarker() {
    String marker = "<!-- poolbench gate -->";
    String comment = VerdictComment.of(many("@octocat </details> " + marker, 2));
    assertThat(comment.split(marker, -1)).hasSize(2);
    assertThat(comment.split("</details>", -1)).hasSize(2);
    assertThat(comment).doesNotContain("@octocat");
  }

  @Test
  void spreadsheetsRunNoField() {
    assertThat(CsvField.of("=HYPERLINK(1)")).isEqualTo("'=HYPERLINK(1)");
    assertThat(CsvField.of("@SUM(1,2)")).isEqualTo("\"'@SUM(1,2)\"");
    assertThat(CsvField.of("-1+cmd|' /C calc'!A0")).startsWith("'-1+cmd");
    assertThat(List.of("-17.20%", "+3%", "-1.5e-07", "1", "~", "-", "p=0.002 n=6"))
        .allSatisfy(number -> assertThat(CsvField.of(number)).isEqualTo(number));
  }
}
