package io.poolbench.reports.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.poolbench.reports.model.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording of async-profiler with {@code alloc=1}: a thousand arrays of a thousand bytes. */
final class BrokenRecordingTest {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private static byte[] chunk = {};

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void load() throws IOException {
    try (InputStream stream =
        BrokenRecordingTest.class.getResourceAsStream("/profile/allocations.jfr")) {
      chunk = Objects.requireNonNull(stream).readAllBytes();
    }
  }

  private Recording read(byte[]... parts) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      file.writeBytes(part);
    }
    Path path = Files.write(folder.resolve("x.jfr"), file.toByteArray());
    return assertTimeoutPreemptively(LONGEST, () -> ProfileReader.read(path));
  }

  private static long samples(Recording recording) {
    return Objects.requireNonNull(recording.profiles().get(Kind.ALLOC)).sites().values().stream()
        .mapToLong(Profile.Total::samples)
        .sum();
  }

  private static byte[] cut() {
    return Arrays.copyOf(chunk, chunk.length * 2 / 3);
  }

  @Test
  void everyAllocationWeighsItself() throws IOException {
    Recording recording = read(chunk);
    Profile.Total arrays =
        Objects.requireNonNull(
            Objects.requireNonNull(recording.profiles().get(Kind.ALLOC))
                .sites()
                .get(new Profile.Site("Rec.alloc", "byte[]")));
    assertThat(arrays.samples()).isEqualTo(1000);
    assertThat(arrays.value()).isEqualTo(1000 * 1016.0);
    assertThat(recording.findings()).isEmpty();
    assertThat(recording.seconds()).isPositive();
  }

  @Test
  void chunksBeforeACutOneAreRead() throws IOException {
    Recording recording = read(chunk, chunk, cut());
    assertThat(samples(recording)).isEqualTo(2 * samples(read(chunk)));
    assertThat(recording.findings()).singleElement().asString().contains("1 of 3 chunks");
  }

  @Test
  void chunksBehindACutOneAreReadToo() throws IOException {
    assertThat(samples(read(chunk, cut(), chunk))).isEqualTo(2 * samples(read(chunk)));
  }

  @Test
  void whatTheParserOfTheJdkFailsForOrSkipsIsNamed() throws IOException {
    byte[] broken = chunk.clone();
    ByteBuffer header = ByteBuffer.wrap(chunk);
    int constants = (int) header.getLong(16);
    // Behind the frame of the constants, so that the events still follow each other.
    Arrays.fill(broken, constants + 30, constants + 400, (byte) 0x7f);
    Recording recording = read(chunk, broken, chunk);
    assertThat(samples(recording)).isEqualTo(2 * samples(read(chunk)));
    assertThat(recording.findings()).singleElement().asString().contains("1 of 3 chunks");
    assertThatThrownBy(() -> read(broken)).isInstanceOf(InputException.class);
  }

  @Test
  void aHeaderThatIsBeingWrittenIsNotWaitedFor() throws IOException {
    byte[] open = chunk.clone();
    open[Chunk.STATE] = (byte) 0xff;
    Recording recording = read(open);
    assertThat(samples(recording)).isEqualTo(samples(read(chunk)));
    assertThat(recording.findings()).singleElement().asString().contains("still being written");
    Arrays.fill(open, 8, 16, (byte) 0);
    assertThatThrownBy(() -> read(open))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not yet written");
  }

  @Test
  void aPackedRecordingIsRead() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(chunk);
    }
    assertThat(samples(read(packed.toByteArray()))).isEqualTo(samples(read(chunk)));
  }

  @Test
  void theFormatOfOldJdksIsNamed() {
    byte[] old = chunk.clone();
    old[5] = 0;
    old[7] = 9;
    assertThatThrownBy(() -> read(old)).hasMessageContaining("format 0.9");
  }

  @Test
  void aSampledBufferWeighsItsBuffer() {
    assertThat(Kind.ALLOC.events())
        .containsEntry("jdk.ObjectAllocationInNewTLAB", "tlabSize")
        .containsEntry("com.oracle.jdk.ObjectAllocationOutsideTLAB", "allocationSize")
        .containsEntry("jdk.ObjectAllocationSample", "weight");
  }
}
