package io.poolbench.reports.render.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.Table;
import io.poolbench.reports.view.Table.Row;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class ScorecardPictureTest {

  private static Document parsed(ReportModel model) throws Exception {
    InputSource source = new InputSource(new StringReader(ScorecardPicture.render(model)));
    return DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().parse(source);
  }

  private static List<String> texts(Document picture) {
    NodeList found = picture.getElementsByTagName("text");
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent())
        .toList();
  }

  @Test
  void verdictsAreSaidBySignAndByWord() throws Exception {
    assertThat(texts(parsed(Models.run())))
        .contains("technique", "tlsoutbuf", "◆ after")
        .anyMatch(text -> text.matches("▼ -[0-9.]+% better"));
  }

  @Test
  void hostileNamesAreTextAndNeverMarkup() throws Exception {
    for (String hostile : Models.HOSTILE) {
      Document picture = parsed(named(hostile));
      for (String element : List.of("script", "img", "b", "a", "image", "foreignObject")) {
        assertThat(picture.getElementsByTagName(element).getLength()).as(element).isZero();
      }
      assertThat(picture.getElementsByTagName("style").getLength()).isOne();
      assertThat(texts(picture)).contains(Visible.text(hostile));
    }
  }

  /** The run's tables, with rows of another name. */
  @SuppressWarnings("NullAway") // a row's cells may be null, which its class file does not say
  private static ReportModel named(String name) {
    ReportModel run = Models.run();
    List<Table> tables =
        run.tables().stream()
            .map(
                table ->
                    new Table(
                        table.configuration(),
                        table.heading(),
                        table.unit(),
                        table.better(),
                        table.columns(),
                        table.rows().stream()
                            .map(row -> new Row(name, row.axis(), row.cells()))
                            .toList(),
                        table.summary(),
                        table.notes()))
            .toList();
    return new ReportModel(0.05, 0.95, List.of(name), tables, List.of());
  }

  @Test
  void nothingIsFetched() {
    assertThat(ScorecardPicture.render(Models.run()))
        .doesNotContain("href", "url(", "@import")
        .containsOnlyOnce("http");
  }

  @Test
  void anEmptyInputIsRefused() {
    ReportModel empty = new ReportModel(0.05, 0.95, List.of("empty"), List.of(), List.of());
    assertThatIllegalArgumentException().isThrownBy(() -> ScorecardPicture.render(empty));
  }
}
