package io.poolbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.fork.Techniques;
import io.poolbench.harness.plan.Arm;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.rundir.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real forks, real recordings. */
final class ProfileTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "PROFILE_ALLOC, jdk.ObjectAllocationInNewTLAB",
    "PROFILE_CPU, jdk.ExecutionSample",
    "PROFILE_LIVE, profiler.LiveObject"
  })
  void aProfileIsARecordingOfTheOperation(Trial.Kind kind, String event) throws Exception {
    RunDirectory directory = new RunDirectory(folder);
    directory.create();
    Trial trial = Trial.pending(0, 0, kind, new Arm("recvpool", "readat-plain-64k", "before"));
    List<RecordedEvent> events = recorded(directory, trial, event);
    // What this technique drops is live until the next collection, which may come just before the
    // recording ends.
    for (int more = 0;
        more < 3 && events.stream().noneMatch(ProfileTest::isOfTheTechnique);
        more++) {
      events = recorded(directory, trial, event);
    }
    assertThat(events)
        .hasSizeGreaterThan(kind == Trial.Kind.PROFILE_LIVE ? 0 : 20)
        .anyMatch(ProfileTest::isOfTheTechnique);
  }

  private static List<RecordedEvent> recorded(RunDirectory directory, Trial trial, String event)
      throws IOException {
    Trial done = new TrialRunner(new Techniques(Runs.plan("smoke")), directory).run(trial).trial();
    assertThat(done.failure()).isNull();
    assertThat(done.status()).isEqualTo(Trial.Status.DONE);
    return RecordingFile.readAllEvents(directory.recording(trial)).stream()
        .filter(found -> found.getEventType().getName().equals(event))
        .toList();
  }

  private static boolean isOfTheTechnique(RecordedEvent event) {
    return event.getStackTrace() != null
        && event.getStackTrace().getFrames().stream()
            .anyMatch(
                frame ->
                    frame
                        .getMethod()
                        .getType()
                        .getName()
                        .startsWith("io.poolbench.scenarios.recvpool."));
  }
}
