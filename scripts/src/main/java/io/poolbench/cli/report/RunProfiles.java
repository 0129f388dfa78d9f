package io.poolbench.cli.report;

import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.profile.Kind;
import io.poolbench.reports.profile.Profile;
import io.poolbench.reports.profile.ProfileReader;
import io.poolbench.reports.resultfile.CensusFile;
import io.poolbench.reports.resultfile.RunFiles;
import io.poolbench.reports.view.ProfileView;
import io.poolbench.reports.view.ProfileViewBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shows what the censuses of a run counted: of each benchmark, the first variant against each
 * other. The tables are the counts of the census; the flame graphs are of its recording, which
 * holds some operations more, and take their size from the count.
 */
final class RunProfiles {

  /** A report holds many: what is narrower is left out, or the page would grow too large. */
  private static final double NARROWEST = 0.05;

  private static final int MOST_ROWS = 8;

  private final RunFiles files;
  private final StoredRun run;

  private record Census(List<CensusFile.Site> sites, Optional<Profile> recorded) {
    double bytes() {
      return sites.stream().mapToDouble(CensusFile.Site::bytes).sum();
    }
  }

  private RunProfiles(Path directory, StoredRun run) {
    files = new RunFiles(directory);
    this.run = run;
  }

  /** Returns the profiles of all benchmarks; none where nothing is left of the censuses. */
  static List<ProfileView> of(Path directory, StoredRun run) {
    RunProfiles profiles = new RunProfiles(directory, run);
    return run.subjects().stream().flatMap(s -> profiles.views(s).stream()).toList();
  }

  private List<ProfileView> views(StoredRun.Subject subject) {
    Map<String, Census> censuses = new LinkedHashMap<>();
    for (String variant : subject.variants()) {
      census(subject.name(), variant).ifPresent(census -> censuses.put(variant, census));
    }
    List<ProfileView> views = new ArrayList<>();
    List<String> variants = List.copyOf(censuses.keySet());
    for (int other = 1; other < variants.size(); other++) {
      List<String> labels = List.of(variants.getFirst(), variants.get(other));
      views.add(view(subject.name(), labels, labels.stream().map(censuses::get).toList()));
    }
    return views;
  }

  private static ProfileView view(String benchmark, List<String> labels, List<Census> censuses) {
    List<Map<ProfileView.Place, double[]>> counts = new ArrayList<>();
    List<Profile> recorded = new ArrayList<>();
    for (Census census : censuses) {
      Map<ProfileView.Place, double[]> count = new LinkedHashMap<>();
      for (CensusFile.Site site : census.sites) {
        double[] both =
            count.computeIfAbsent(
                new ProfileView.Place(site.site(), site.type()), _ -> new double[2]);
        both[0] += site.bytes();
        both[1] += site.allocations();
      }
      counts.add(count);
      census.recorded.ifPresent(profile -> recorded.add(profile.scaledTo(census.bytes())));
    }
    return new ProfileViewBuilder(NARROWEST)
        .ofCounts(
            benchmark,
            labels,
            counts,
            recorded.size() == labels.size() ? recorded : List.of(),
            MOST_ROWS);
  }

  private Optional<Census> census(String benchmark, String variant) {
    for (StoredRun.Trial trial : run.done("census", benchmark, variant)) {
      Optional<Path> counts = files.file(trial.result());
      if (counts.isPresent()) {
        Optional<Profile> recorded =
            files
                .file(trial.file(".jfr"))
                .map(ProfileReader::read)
                .map(found -> found.profiles().get(Kind.ALLOC))
                .filter(profile -> profile.value() > 0);
        return Optional.of(new Census(CensusFile.read(counts.get()), recorded));
      }
    }
    return Optional.empty();
  }
}
