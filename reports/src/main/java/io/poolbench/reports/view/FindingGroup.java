package io.poolbench.reports.view;

import io.poolbench.reports.model.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Findings that say the same of different places.
 *
 * @param weight how much of the report they put in doubt
 * @param findings at least one
 */
public record FindingGroup(Weight weight, List<Finding> findings) {

  /** Lines that a reader bears. */
  private static final int MOST = 10;

  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.,]*(?:Ki|Mi|Gi)?%?");

  /** A benchmark, and what else stands before the colon. */
  private static final Pattern SUBJECT = Pattern.compile("^\\S*[/=.]\\S*(?: [\\w-]+){0,3}: ");

  /** The weight of a group of findings, the worst first. */
  public enum Weight {
    /** Something was not measured. */
    MISSING,
    /** The arms were not measured alike. */
    UNLIKE,
    /** Two ways to measure the same do not agree. */
    CONTRADICTED,
    /** The values vary more than they should. */
    UNSTEADY,
    /** Anything else that a reader should know. */
    NOTED
  }

  public FindingGroup {
    findings = List.copyOf(findings);
  }

  /** Groups the findings by what they say, the worst and most frequent first, ten lines at most. */
  public static List<FindingGroup> of(List<Finding> findings) {
    Map<String, List<Finding>> kinds = new LinkedHashMap<>();
    findings.forEach(
        finding -> kinds.computeIfAbsent(kind(finding), _ -> new ArrayList<>()).add(finding));
    List<FindingGroup> groups = new ArrayList<>();
    kinds.values().forEach(each -> groups.add(new FindingGroup(weight(each.getFirst()), each)));
    groups.sort(
        Comparator.comparing((FindingGroup group) -> group.weight)
            .thenComparingInt(group -> -group.findings.size()));
    if (groups.size() <= MOST) {
      return groups;
    }
    List<Finding> rest = new ArrayList<>();
    groups.subList(MOST - 1, groups.size()).forEach(group -> rest.addAll(group.findings));
    List<FindingGroup> shown = new ArrayList<>(groups.subList(0, MOST - 1));
    shown.add(new FindingGroup(Weight.NOTED, rest));
    return shown;
  }

  /** Returns the first of them, and how many there are. */
  public String line() {
    String text = findings.getFirst().text();
    return findings.size() == 1 ? text : text + " (and " + (findings.size() - 1) + " more)";
  }

  private static String kind(Finding finding) {
    String text = SUBJECT.matcher(finding.text()).replaceFirst("");
    return NUMBER.matcher(text).replaceAll("#");
  }

  private static Weight weight(Finding finding) {
    String text = finding.text().toLowerCase(Locale.ROOT);
    if (holds(text, "cannot be tested")) {
      return Weight.NOTED;
    }
    if (holds(text, "failed", "pending", "missing", "left out", "not measured in", "cannot be")) {
      return Weight.MISSING;
    }
    if (holds(text, "not made in", "not measured as", "different", "differ in")) {
      return Weight.UNLIKE;
    }
    if (holds(text, "adds up", "agree", "expected at least")) {
      return Weight.CONTRADICTED;
    }
    return holds(text, "ranges", "steady", "noisy", "disturbed", "load", "varies")
        ? Weight.UNSTEADY
        : Weight.NOTED;
  }

  private static boolean holds(String text, String... words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
