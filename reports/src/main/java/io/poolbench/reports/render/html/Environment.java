package io.poolbench.reports.render.html;

import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.view.ReportModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/** Everything that a run recorded about itself, one column for each run. */
final class Environment {
  private Environment() {}

  static void append(Element main, ReportModel model) {
    if (model.runs().isEmpty()) {
      return;
    }
    Element section = Tables.section(main, "environment", "Environment");
    Element details = section.appendElement("details");
    details.appendElement("summary").text("Machine, plan and run");
    Element table = Tables.scrolling(details, "Environment");
    Tables.caption(table, "What a run recorded", "about its machine, its plan and itself");
    Element head = table.appendElement("thead").appendElement("tr");
    Tables.head(head, "col", "setting");
    model.runs().forEach(run -> Tables.head(head, "col", run.file()));
    group(table, "machine", model.runs().stream().map(StoredRun::environment).toList());
    group(table, "plan", model.runs().stream().map(StoredRun::plan).toList());
    group(table, "run", model.runs().stream().map(Environment::run).toList());
  }

  private static Map<String, String> run(StoredRun run) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("started", run.started());
    facts.put("seed of the order", Long.toString(run.seed()));
    facts.put("poolbench", run.version());
    facts.put("trials", trials(run));
    facts.values().removeIf(String::isEmpty);
    return facts;
  }

  private static String trials(StoredRun run) {
    return run.trials().stream()
        .collect(
            Collectors.groupingBy(
                trial -> trial.kind() + " " + trial.status(),
                LinkedHashMap::new,
                Collectors.counting()))
        .entrySet()
        .stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  private static void group(Element table, String title, List<Map<String, String>> runs) {
    Set<String> names = new LinkedHashSet<>();
    runs.forEach(run -> names.addAll(run.keySet()));
    if (names.isEmpty()) {
      return;
    }
    Element body = table.appendElement("tbody");
    Element heading = body.appendElement("tr").addClass("group-head");
    Tables.head(heading, "rowgroup", title).attr("colspan", Integer.toString(1 + runs.size()));
    for (String name : names) {
      List<String> values = new ArrayList<>();
      runs.forEach(run -> values.add(run.getOrDefault(name, "")));
      Element row = body.appendElement("tr");
      boolean differs = values.stream().distinct().count() > 1;
      Tables.head(row, "row", differs ? name + " ≠" : name);
      values.forEach(value -> row.appendElement("td").appendElement("bdi").text(value));
    }
  }
}
