package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import io.poolbench.cli.Cli;
import io.poolbench.reports.render.html.HtmlReport;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.ReportModel;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The data inside a page against its published schema. */
final class PageSchemaTest {

  private static final String SCHEMA = "poolbench-report-1";

  /** Of the enumerations in the data. */
  private static final int LONGEST = Delta.Effect.values().length;

  @TempDir private Path folder = Path.of("");

  private static JsonNode schema() throws IOException {
    return JsonMapper.shared().readTree(SchemaTest.published(HtmlReport.class, SCHEMA));
  }

  private static List<Error> errors(String data) throws IOException {
    return SchemaTest.errors(HtmlReport.class, SCHEMA, data);
  }

  private static String data(String page) {
    return Jsoup.parse(page).expectFirst("#report-data").data();
  }

  private String reported(String... inputs) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(inputs));
    Path page = folder.resolve("page.html");
    arguments.addFirst("report");
    arguments.add("--out=" + page);
    Cli report = Cli.run(arguments.toArray(String[]::new));
    assertThat(report.exitCode()).as(report.errors()).isZero();
    return data(Files.readString(page));
  }

  @Test
  void aRunIsWhatTheSchemaSays() throws IOException {
    String data = reported(Cli.resource("page-run").toString());
    assertThat(data).startsWith("{\"schema\":\"poolbench-report/1\",").contains("retainedBytes");
    assertThat(errors(data)).isEmpty();
  }

  @Test
  void figuresOfASeedAreWhatTheSchemaSays() throws IOException {
    String data = reported(SeededRun.in(folder).toString());
    assertThat(data).contains("\"seeds\":[{");
    assertThat(errors(data)).isEmpty();
  }

  /** The gate writes no page of its own, but what it measures is a run. */
  @Test
  void whatAGateMeasuredIsWhatTheSchemaSays() throws IOException {
    String gate = folder.resolve("gate").toString();
    Cli judged = Cli.run("gate", "--base-jar=a.jar", "--head-jar=alone-paused.jar", "--out", gate);
    assertThat(judged.output()).contains("REGRESSED");
    String data = reported(gate);
    assertThat(data).contains("\"unmatched\":[{", "\"noises\":[{");
    assertThat(errors(data)).isEmpty();
  }

  /** One fork bounds nothing, and a base of zero has no ratio. */
  @Test
  void whatIsNotFiniteIsWhatTheSchemaSays() throws IOException {
    String text = "BenchmarkA 1 0 B/op\nBenchmarkB 1 5 ns/op\n";
    Path base = Files.writeString(folder.resolve("base.txt"), text);
    Path head = Files.writeString(folder.resolve("head.txt"), text.replace(" 0 ", " 1 "));
    String data = reported(base.toString(), head.toString());
    assertThat(data).contains("\"-Infinity\"", "\"ratio\":\"Infinity\"");
    assertThat(errors(data)).isEmpty();
  }

  @Test
  void everyMemberAndConstantIsInTheSchema() throws Exception {
    for (int nth = 0; nth < LONGEST; nth++) {
      String data = filled(nth);
      assertThat(errors(data)).isEmpty();
      assertThat(members()).allSatisfy(member -> assertThat(data).contains("\"" + member + "\":"));
    }
  }

  @Test
  void theSchemaRefusesAnUnknownMemberOfEveryObject() throws Exception {
    String data = filled(0);
    for (String member : members()) {
      String known = "\"" + member + "\":";
      assertThat(errors(data.replace(known, "\"unknown\":0," + known))).as(member).isNotEmpty();
    }
  }

  @Test
  void theSchemaClosesEveryObjectAndDescribesEveryMemberInASentence() throws IOException {
    for (JsonNode object : schema().findParents("properties")) {
      assertThat(object.path("additionalProperties").asBoolean(true)).isFalse();
      for (Map.Entry<String, JsonNode> member : object.path("properties").properties()) {
        assertThat(member.getValue().path("description").asString(""))
            .as(member.getKey())
            .matches("\\p{Lu}.*\\.");
      }
    }
  }

  /** Returns the names that the schema knows. */
  private static Set<String> members() throws IOException {
    Set<String> members = new HashSet<>();
    schema().findValues("properties").forEach(each -> members.addAll(each.propertyNames()));
    assertThat(members).hasSizeGreaterThan(50);
    return members;
  }

  /** Returns the data of a page in which nothing is empty, so that nothing is left out. */
  private static String filled(int nth) throws ReflectiveOperationException {
    return data(HtmlReport.render((ReportModel) value(ReportModel.class, nth)));
  }

  /** Makes a value of a type, with the nth constant of every enumeration. */
  private static Object value(Type type, int nth) throws ReflectiveOperationException {
    if (type instanceof ParameterizedType generic) {
      Object element = value(List.of(generic.getActualTypeArguments()).getLast(), nth);
      return generic.getRawType() == List.class ? List.of(element) : Map.of("key", element);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      List<?> constants = List.of(Objects.requireNonNull(plain.getEnumConstants()));
      assertThat(constants).as("the constants of all have their turn").hasSizeBetween(1, LONGEST);
      return constants.get(nth % constants.size());
    }
    if (!plain.isRecord()) {
      return JsonMapper.shared().convertValue(1, plain);
    }
    List<Class<?>> types = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : plain.getRecordComponents()) {
      types.add(component.getType());
      values.add(value(component.getGenericType(), nth));
    }
    return plain
        .getDeclaredConstructor(types.toArray(Class<?>[]::new))
        .newInstance(values.toArray());
  }
}
