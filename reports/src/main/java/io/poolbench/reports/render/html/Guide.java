package io.poolbench.reports.render.html;

import io.poolbench.reports.view.ReportModel;
import org.jsoup.nodes.Element;

/**
 * Explains in the page every word, sign and chart of it: who is sent one has nothing else. Closed
 * at first, since most readers have read it before; printed in full.
 */
final class Guide {

  private final Element guide;

  private Guide(Element guide) {
    this.guide = guide;
  }

  static void append(Element main, ReportModel model) {
    Element details = main.appendElement("details").addClass("legend").id("guide");
    details.appendElement("summary").text("How to read this page");
    Guide guide = new Guide(details);
    guide.numbers(Numbers.plain(model.alpha()), Numbers.plain(100 * model.confidence()));
    guide.charts();
    guide.counted();
    guide.words();
  }

  private void numbers(String alpha, String confidence) {
    Element list = list("Numbers");
    term(
        list,
        "n",
        "forks, that is fresh JVMs, on each side: one value each. Iterations inside a fork are"
            + " averaged and never counted, because they are not independent");
    term(
        list,
        "center ± spread",
        "the median over forks and the wider half of its "
            + confidence
            + " % confidence interval; ±∞ where there are too few forks for an interval");
    term(
        list,
        "▼ ▲",
        "the center fell or rose significantly; better or worse says what that means for this"
            + " metric");
    term(
        list,
        "~",
        "no significant difference: p is above "
            + alpha
            + ", so these forks cannot tell the change from noise. It does not say that nothing"
            + " changed");
    term(list, "?", "the base is zero, so there is no ratio to it");
    term(
        list,
        "p",
        "of a two-sided Mann-Whitney U test: how often forks of the same code would differ at least"
            + " so much. Of twenty comparisons of equal code one is below 0.05");
  }

  private void charts() {
    Element list = list("Charts");
    term(
        list,
        "forest plot",
        "under each metric: a mark is the change against the base (Hodges and Lehmann's ratio),"
            + " filled where it is significant, on an axis where a half and a double lie equally far"
            + " from none; its bar is the interval of that ratio, the band behind it the interval of"
            + " the base itself, in which a difference means nothing; a mark at -100% has"
            + " nothing left: the axis is broken before it, since zero has no logarithm");
    term(
        list,
        "strip of forks",
        "the large marker is the center, the bar its interval, the small marks are single forks, the"
            + " first uppermost. Two clouds in one strip are two states of the JVM, not noise. Every"
            + " strip has its own axis, which starts at zero only where the values leave room for it");
    term(
        list,
        "run order",
        "the same forks as they ran, arms in turns. Level is steady; a slope or a step is the"
            + " machine's, and falls on all arms alike");
    term(
        list,
        "flame graph",
        "callers above, callees below, width by bytes or samples. There is one in each direction: in"
            + " the base's graph ✚ is what vanished, in the other's what is new; and one of the"
            + " difference. A click or Enter on a frame zooms in, Escape zooms out, arrows walk");
    term(
        list,
        "modes",
        "of counts, every fork is a dot; dots of one value lie above each other. Two piles are two"
            + " ways in which the compiler translated the same code");
    term(
        list,
        "bytes by class",
        "one bar for each arm, all on one scale; the same class has the same colour and order in"
            + " each");
    term(
        list,
        "heap over time",
        "how full the heap was before and after each collection of one recorded fork; a mark is what"
            + " was live after it");
  }

  private void counted() {
    Element list = list("What is counted, not timed");
    term(
        list,
        "allocs/op",
        "objects that one operation allocates, by class, counted in every timing fork: the slope of"
            + " what short iterations of different lengths add to the heap, in the code that was"
            + " timed. Their bytes must add up to B/op. Where forks differ, the compiler has removed"
            + " an object in some and not in others");
    term(
        list,
        "source-allocs/op",
        "objects that the source asks for: the same count with escape analysis switched off");
    term(
        list,
        "call sites",
        "where objects come from: every allocation of some operations, recorded in a fork of its own"
            + " and scaled to what was counted");
    term(
        list,
        "retained",
        "bytes that one more idle unit (a connection, say) keeps reachable: the slope between two"
            + " counts, so what all share cancels out. direct is memory outside the heap");
  }

  private void words() {
    Element list = list("Words");
    term(
        list,
        "finding",
        "something that makes a number doubtful: a busy machine, a fork that never became steady,"
            + " objects that do not add up to the bytes. It changes no number; read it before you trust one");
    term(
        list,
        "regressed, improved",
        "the gate's, in its own output: worse or better than it tolerates, beyond doubt");
    term(list, "unchanged", "the gate's: a larger change than it says is ruled out, unlike ~");
    term(
        list,
        "worse within 5%",
        "the gate's: worse than the 2 % it tolerates, better than the 5 % it must rule out; no regression"
            + " by itself, but five such changes make 22 %");
    term(
        list,
        "inconclusive, refused",
        "the gate's: these forks cannot tell; or such forks never could");
    term(
        list,
        "watch",
        "the gate's: the slow end of the iterations became worse, as by pauses, of which the 10th"
            + " percentile and the mean that it judges say little");
  }

  private Element list(String title) {
    guide.appendElement("h3").text(title);
    return guide.appendElement("dl");
  }

  private static void term(Element list, String term, String meaning) {
    list.appendElement("dt").text(term);
    list.appendElement("dd").text(meaning + ".");
  }
}
