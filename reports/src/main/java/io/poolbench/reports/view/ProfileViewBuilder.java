package io.poolbench.reports.view;

import io.poolbench.reports.profile.Profile;
import io.poolbench.reports.unit.Decimals;
import io.poolbench.reports.unit.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Profiles enter, what is shown of them leaves. */
public final class ProfileViewBuilder {

  private static final double NEARLY_ALL = 0.95;

  private final double narrowest;

  /**
   * Shows frames down to a share of the whole.
   *
   * @param narrowest 0 to 1
   */
  public ProfileViewBuilder(double narrowest) {
    this.narrowest = narrowest;
  }

  /**
   * Shows one profile, or the change from the first to the second.
   *
   * @param seconds that each was recorded
   * @param byClass whether rows are classes instead of call sites
   * @param most rows
   */
  public ProfileView build(
      List<String> labels,
      List<Profile> profiles,
      List<Double> seconds,
      Per per,
      boolean byClass,
      int most) {
    List<Map<ProfileView.Place, double[]>> counts = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    for (int i = 0; i < profiles.size(); i++) {
      Map<ProfileView.Place, double[]> count = counts(profiles.get(i), byClass);
      double total = total(count);
      double recorded = seconds.get(i);
      count.values().forEach(both -> both[0] = per.divided(both[0], total, recorded));
      counts.add(count);
      titles.add("%s (%s s)".formatted(labels.get(i), Decimals.fixed(recorded, 1)));
    }
    return view(
        "",
        String.join(" -> ", titles),
        per.unit(profiles.getFirst().kind().unit()),
        labels,
        seconds,
        counts,
        profiles,
        most,
        false);
  }

  /**
   * Shows bytes and objects per operation, counted one by one, with the flame graphs of profiles.
   *
   * @param benchmark whose operation it is
   * @param counts per label, of each place bytes and objects
   * @param profiles per label, or none
   */
  public ProfileView ofCounts(
      String benchmark,
      List<String> labels,
      List<Map<ProfileView.Place, double[]>> counts,
      List<Profile> profiles,
      int most) {
    return view(
        benchmark,
        benchmark + ", " + String.join(" -> ", labels),
        "bytes and objects allocated per operation",
        labels,
        List.of(),
        counts,
        profiles,
        most,
        true);
  }

  private ProfileView view(
      String benchmark,
      String title,
      String unit,
      List<String> labels,
      List<Double> seconds,
      List<Map<ProfileView.Place, double[]>> counts,
      List<Profile> profiles,
      int most,
      boolean objects) {
    Shown shown =
        unit.startsWith("share")
            ? Shown.SHARES
            : unit.contains("bytes") ? Shown.BYTES : Shown.COUNTS;
    List<ProfileView.Row> rows = rows(counts, shown, objects);
    List<ProfileView.Graph> graphs = new ArrayList<>();
    List<Profile.Node> roots = withoutSharedCallers(profiles);
    for (int i = 0; i < profiles.size(); i++) {
      Profile.Node other = profiles.size() == 1 ? null : roots.get(1 - i);
      graphs.add(
          new ProfileView.Graph(
              labels.get(i) + (other == null ? "" : ", against " + labels.get(1 - i)),
              other == null ? ProfileView.Compared.NOT : ProfileView.Compared.WITH_OTHER,
              frames(roots.get(i), other)));
    }
    if (roots.size() == 2) {
      ProfileView.Frame both = both(roots.getFirst(), roots.getLast());
      graphs.add(
          new ProfileView.Graph(
              "difference, from " + labels.getFirst() + " to " + labels.getLast(),
              ProfileView.Compared.AS_DIFFERENCE,
              without(both, narrowest * both.width())));
    }
    return new ProfileView(
        benchmark,
        title,
        unit,
        labels,
        seconds,
        rows.subList(0, Math.min(most, rows.size())),
        Math.max(0, rows.size() - most),
        counts.stream().map(ProfileViewBuilder::total).toList(),
        graphs);
  }

  /** Starts where stacks part: what calls nearly everything, in every profile, tells nothing. */
  private static List<Profile.Node> withoutSharedCallers(List<Profile> profiles) {
    List<Profile.Node> roots = profiles.stream().map(Profile::calls).toList();
    while (true) {
      List<Profile.Node> callees = new ArrayList<>();
      for (Profile.Node root : roots) {
        double most = NEARLY_ALL * sum(root, new HashMap<>());
        root.callees().stream()
            .filter(callee -> most > 0 && sum(callee, new HashMap<>()) >= most)
            .forEach(callees::add);
      }
      if (callees.size() < roots.size()
          || callees.stream().map(Profile.Node::method).distinct().count() > 1) {
        return roots;
      }
      roots = callees;
    }
  }

  private static Map<ProfileView.Place, double[]> counts(Profile profile, boolean byClass) {
    Map<ProfileView.Place, double[]> counts = new HashMap<>();
    profile
        .sites()
        .forEach(
            (site, total) -> {
              double[] both =
                  counts.computeIfAbsent(
                      new ProfileView.Place(byClass ? "" : site.method(), site.type()),
                      _ -> new double[2]);
              both[0] += total.value();
              both[1] += total.samples();
            });
    return counts;
  }

  private static double total(Map<ProfileView.Place, double[]> counts) {
    return counts.values().stream().mapToDouble(both -> both[0]).sum();
  }

  private static List<ProfileView.Row> rows(
      List<Map<ProfileView.Place, double[]>> counts, Shown how, boolean objects) {
    Set<ProfileView.Place> places = new LinkedHashSet<>();
    counts.forEach(count -> places.addAll(count.keySet()));
    double[] nothing = new double[2];
    double total = total(counts.getFirst());
    return places.stream()
        .map(
            place ->
                row(
                    place,
                    counts.stream().map(count -> count.getOrDefault(place, nothing)).toList(),
                    how,
                    objects,
                    total))
        .sorted(
            Comparator.comparingDouble((ProfileView.Row row) -> -Math.abs(row.change()))
                .thenComparing(ProfileView.Row::site)
                .thenComparing(ProfileView.Row::type))
        .toList();
  }

  private static ProfileView.Row row(
      ProfileView.Place place, List<double[]> sums, Shown how, boolean objects, double total) {
    List<Double> values = sums.stream().map(sum -> sum[0]).toList();
    double change = values.getLast() - values.getFirst();
    String shown =
        values.size() == 1
            ? percent(values.getFirst() / total)
            : (change < 0 ? "-" : "+")
                + shown(Math.abs(change), how)
                + (values.getFirst() == 0 ? " new" : " " + signed(change / values.getFirst()));
    return new ProfileView.Row(
        place.site(),
        place.type(),
        values,
        sums.stream().map(sum -> sum[1]).toList(),
        sums.stream()
            .map(
                sum ->
                    shown(sum[0], how)
                        + (objects && sum[1] > 0 ? " in " + Decimals.fixed(sum[1], 1) : ""))
            .toList(),
        shown);
  }

  private enum Shown {
    BYTES,
    SHARES,
    COUNTS
  }

  private static String shown(double value, Shown how) {
    return switch (how) {
      case BYTES -> value == 0 ? "0" : Scale.common(List.of(value), true).format(value);
      case SHARES -> Decimals.fixed(100 * value, 2) + "%";
      case COUNTS -> Decimals.fixed(value, value == Math.rint(value) ? 0 : 1);
    };
  }

  private static String percent(double share) {
    return Decimals.fixed(100 * share, 1) + "%";
  }

  private static String signed(double share) {
    return Decimals.signed(100 * share, 1) + "%";
  }

  private ProfileView.Frame frames(Profile.Node root, Profile.@Nullable Node other) {
    Map<Profile.Node, Double> values = new HashMap<>();
    double least = narrowest * sum(root, values);
    if (other != null) {
      sum(other, values);
    }
    return frame(root, other, least, node -> values.getOrDefault(node, 0.0));
  }

  private static double sum(Profile.Node node, Map<Profile.Node, Double> values) {
    double sum = node.self();
    for (Profile.Node callee : node.callees()) {
      sum += sum(callee, values);
    }
    values.put(node, sum);
    return sum;
  }

  private static ProfileView.Frame frame(
      Profile.Node node,
      Profile.@Nullable Node other,
      double least,
      Function<Profile.Node, Double> value) {
    List<ProfileView.Frame> callees =
        node.callees().stream()
            .filter(callee -> value.apply(callee) >= least && value.apply(callee) > 0)
            .sorted(Comparator.comparing(Profile.Node::method))
            .map(callee -> frame(callee, named(other, callee.method()), least, value))
            .toList();
    double own = value.apply(node);
    return new ProfileView.Frame(
        node.method(), own, own, other == null ? 0 : value.apply(other), callees);
  }

  /** Joins what either has: of a difference both what is gone and what is new must be seen. */
  private static ProfileView.Frame both(
      Profile.@Nullable Node before, Profile.@Nullable Node after) {
    TreeSet<String> methods = new TreeSet<>();
    Stream.of(Optional.ofNullable(before), Optional.ofNullable(after))
        .flatMap(Optional::stream)
        .flatMap(node -> node.callees().stream())
        .forEach(callee -> methods.add(callee.method()));
    List<ProfileView.Frame> callees =
        methods.stream().map(name -> both(named(before, name), named(after, name))).toList();
    double old = before == null ? 0 : before.self();
    double now = after == null ? 0 : after.self();
    double width = Math.max(old, now);
    for (ProfileView.Frame callee : callees) {
      old += callee.other();
      now += callee.value();
      width += callee.width();
    }
    String method = before != null ? before.method() : after != null ? after.method() : "";
    return new ProfileView.Frame(method, width, now, old, callees);
  }

  private static ProfileView.Frame without(ProfileView.Frame frame, double least) {
    return new ProfileView.Frame(
        frame.method(),
        frame.width(),
        frame.value(),
        frame.other(),
        frame.callees().stream()
            .filter(callee -> callee.width() >= least && callee.width() > 0)
            .map(callee -> without(callee, least))
            .toList());
  }

  private static Profile.@Nullable Node named(Profile.@Nullable Node node, String method) {
    return node == null
        ? null
        : node.callees().stream().filter(c -> c.method().equals(method)).findFirst().orElse(null);
  }
}
