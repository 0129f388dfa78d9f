package io.poolbench.cli.report;

import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.profile.HeapReader;
import io.poolbench.reports.resultfile.ObjectsFile;
import io.poolbench.reports.resultfile.RunFiles;
import io.poolbench.reports.view.BytesByClass;
import io.poolbench.reports.view.HeapCurve;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Reads what the trials of a run wrote about memory beside their results, for the page alone. */
final class RunMemory {

  /** The most levels of a curve; a picture is no wider. */
  private static final int MOST_LEVELS = 400;

  private final RunFiles files;
  private final StoredRun run;

  RunMemory(Path directory, StoredRun run) {
    files = new RunFiles(directory);
    this.run = run;
  }

  /** Returns bytes of one operation by class, of every benchmark whose objects were counted. */
  List<BytesByClass> allocated() {
    List<BytesByClass> all = new ArrayList<>();
    for (StoredRun.Subject subject : run.subjects()) {
      SequencedMap<String, List<Map<String, Double>>> forks = new LinkedHashMap<>();
      for (String variant : subject.variants()) {
        List<StoredRun.Trial> counted = run.done("count", subject.name(), variant);
        for (StoredRun.Trial trial :
            counted.isEmpty() ? run.done("timing", subject.name(), variant) : counted) {
          files
              .file(trial.file("-objects.json"))
              .map(ObjectsFile::bytes)
              .ifPresent(
                  bytes -> forks.computeIfAbsent(variant, _ -> new ArrayList<>()).add(bytes));
        }
      }
      if (!forks.isEmpty()) {
        all.add(BytesByClass.of(run, subject.name(), forks));
      }
    }
    return all;
  }

  /** Returns the heap over time, of every benchmark whose collections were recorded. */
  List<HeapCurve> heaps() {
    List<HeapCurve> all = new ArrayList<>();
    for (StoredRun.Subject subject : run.subjects()) {
      List<HeapCurve.Arm> arms = new ArrayList<>();
      for (String variant : subject.variants()) {
        run.done("census", subject.name(), variant).stream()
            .flatMap(trial -> files.file(trial.file("-gc.jfr")).stream())
            .map(RunMemory::levels)
            .filter(levels -> levels.size() > 1)
            .findFirst()
            .ifPresent(levels -> arms.add(new HeapCurve.Arm(variant, levels)));
      }
      if (!arms.isEmpty()) {
        all.add(new HeapCurve(subject.name(), arms));
      }
    }
    return all;
  }

  private static List<HeapCurve.Level> levels(Path recording) {
    return HeapReader.read(recording).stream()
        .limit(MOST_LEVELS)
        .map(level -> new HeapCurve.Level(level.seconds(), level.usedBytes(), level.after()))
        .toList();
  }
}
