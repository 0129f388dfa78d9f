package io.poolbench.reports.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.SequencedMap;
import jdk.jfr.Recording;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProfileReaderTest {

  private static final int LARGE = 1 << 22;
  private static final int TIMES = 32;

  @TempDir private static Path folder = Path.of("");

  private static Path recording = Path.of("");

  @SuppressWarnings("UnusedVariable") // an array that nobody could read would not be made
  private static volatile Object sink = "";

  /** Arrays of four megabytes do not fit a thread's buffer: the JVM records every one of them. */
  @BeforeAll
  static void record() throws IOException {
    recording = folder.resolve("allocations.jfr");
    try (Recording flight = new Recording()) {
      flight.enable("jdk.ObjectAllocationOutsideTLAB").withStackTrace();
      flight.start();
      for (int i = 0; i < TIMES; i++) {
        allocateLarge();
      }
      flight.stop();
      flight.dump(recording);
    }
  }

  private static void allocateLarge() {
    sink = new byte[LARGE];
  }

  private static Profile allocations() {
    return Objects.requireNonNull(ProfileReader.read(recording).profiles().get(Kind.ALLOC));
  }

  @Test
  void everyLargeArrayIsCountedAtItsCallSite() {
    Profile.Site site =
        new Profile.Site(ProfileReaderTest.class.getName() + ".allocateLarge", "byte[]");
    Profile.Total total = Objects.requireNonNull(allocations().sites().get(site));
    assertThat(total.samples()).isEqualTo(TIMES);
    assertThat(total.value()).isBetween((double) TIMES * LARGE, TIMES * (LARGE + 32.0));
  }

  @Test
  void whatIsRecordedInTwoWaysIsCountedOnce() throws IOException {
    Path both = folder.resolve("both.jfr");
    try (Recording flight = new Recording()) {
      flight.enable("jdk.ObjectAllocationOutsideTLAB").withStackTrace();
      flight.enable("jdk.ObjectAllocationSample").withStackTrace();
      flight.start();
      for (int i = 0; i < TIMES; i++) {
        allocateLarge();
      }
      flight.stop();
      flight.dump(both);
    }
    Profile profile = Objects.requireNonNull(ProfileReader.read(both).profiles().get(Kind.ALLOC));
    Profile.Site site =
        new Profile.Site(ProfileReaderTest.class.getName() + ".allocateLarge", "byte[]");
    assertThat(Objects.requireNonNull(profile.sites().get(site)).samples()).isEqualTo(TIMES);
  }

  @Test
  void theTreeOfCallsAddsUpToTheSites() {
    Profile profile = allocations();
    assertThat(sum(profile.calls())).isEqualTo(profile.value());
  }

  private static double sum(Profile.Node node) {
    return node.self() + node.callees().stream().mapToDouble(ProfileReaderTest::sum).sum();
  }

  @Test
  void kindsThatWereNotRecordedAreNotThere() {
    SequencedMap<Kind, Profile> profiles = ProfileReader.read(recording).profiles();
    assertThat(profiles).containsOnlyKeys(Kind.ALLOC);
  }

  @Test
  void aRecordingThatWasCutSaysSo() throws IOException {
    byte[] whole = Files.readAllBytes(recording);
    Path cut = Files.write(folder.resolve("cut.jfr"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> ProfileReader.read(cut))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cut.jfr")
        .hasMessageContaining("expected a JFR recording, closed properly");
  }

  @Test
  void whatIsNoRecordingSaysSo() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jfr"), "no recording");
    assertThatThrownBy(() -> ProfileReader.read(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no JFR recording");
    assertThatThrownBy(() -> ProfileReader.read(folder.resolve("missing.jfr")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file");
    Path empty = Files.write(folder.resolve("empty.jfr"), new byte[0]);
    assertThatThrownBy(() -> ProfileReader.read(empty)).isInstanceOf(InputException.class);
    Path head = Files.write(folder.resolve("head.jfr"), new byte[] {'F', 'L', 'R', 0});
    assertThatThrownBy(() -> ProfileReader.read(head)).isInstanceOf(InputException.class);
  }

  @Test
  void garbageBehindAGoodHeadIsNoRecording() throws IOException {
    byte[] whole = Files.readAllBytes(recording);
    Arrays.fill(whole, 68, whole.length, (byte) 0x7f);
    Path garbage = Files.write(folder.resolve("garbage.jfr"), whole);
    assertThatThrownBy(() -> ProfileReader.read(garbage)).isInstanceOf(InputException.class);
  }
}
