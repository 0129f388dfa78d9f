package io.poolbench.cli.gate;

import io.poolbench.reports.gate.Questions;
import io.poolbench.reports.model.ResultSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names the arms of a gate's run: the head, what it is judged by, and a release that it may be,
 * too.
 */
final class Arms {

  private static final String RELEASE = "release_";

  private Arms() {}

  /** Returns the name of a release's arm, from which its own can be read again. */
  static String release(String revision) {
    return RELEASE + revision.replaceAll("[^A-Za-z0-9_.]", "_");
  }

  /** The baseline that an arm is, as people read it; empty for the usual one. */
  private static String said(String arm) {
    return "release " + arm.substring(RELEASE.length());
  }

  static Set<String> names(ResultSet results) {
    Set<String> names = new TreeSet<>();
    results.runs().getFirst().subjects().forEach(subject -> names.addAll(subject.variants()));
    return names;
  }

  /** Asks the head: by the base, and by a release where the run has one. */
  static Questions questions(ResultSet results, Questions.Tier tier, int forks) {
    Questions questions = Questions.ofArms(results, LiveGate.BASE, LiveGate.HEAD, tier, forks);
    for (String arm : names(results)) {
      if (arm.startsWith(RELEASE)) {
        questions =
            questions.and(Questions.ofRelease(results, arm, said(arm), LiveGate.HEAD, tier, forks));
      }
    }
    return questions;
  }

  /** Returns the arm that a baseline is, as questions name it. */
  static String arm(String against) {
    return against.isEmpty() ? LiveGate.BASE : release(against.substring("release ".length()));
  }
}
