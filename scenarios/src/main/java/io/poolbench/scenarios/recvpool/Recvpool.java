package io.poolbench.scenarios.recvpool;

import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import io.poolbench.scenarios.recvpool.ReadOperation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The technique's place in the catalogue. */
public final class Recvpool {

  /** A number of bytes, and how the seed calls it. */
  private record Size(String name, int bytes) {}

  private static final List<Size> SIZES =
      List.of(new Size("1k", 1 << 10), new Size("64k", 64 << 10), new Size("1m", 1 << 20));

  private Recvpool() {}

  /** The line in the catalogue. */
  public static Technique technique() {
    return new Technique(
            "recvpool", "CloudSoda/go-smb2 PR 41: Pool receive buffers (2026)", workloads())
        .limitedBy(
            "What an encrypted packet still allocates is the JDK's: its GCM makes "
                + "its engine anew for every nonce, about 815 to 930 B for each of the "
                + "two packets. ReadAt plain at 1 MB loses 28 % of its time and not 39 %: of "
                + "158 us, 45 are saved, more than Go's 27, but copying 1 MB twice takes the "
                + "rest.");
  }

  private static List<Workload> workloads() {
    List<Workload> workloads = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (boolean encrypted : new boolean[] {false, true}) {
        SIZES.forEach(size -> workloads.add(workload(kind, encrypted, size, "", Wire::inMemory)));
      }
    }
    for (boolean encrypted : new boolean[] {false, true}) {
      SIZES.forEach(
          size -> workloads.add(workload(Kind.READ_AT, encrypted, size, "-tcp", Wire::loopback)));
    }
    return List.copyOf(workloads);
  }

  private static Workload workload(
      Kind kind, boolean encrypted, Size size, String suffix, Wire.Connecting wire) {
    String operation = kind == Kind.READ_AT ? "readat" : "roundtrip";
    String mode = encrypted ? "encrypted" : "plain";
    return new Workload(
            operation + "-" + mode + "-" + size.name() + suffix,
            1,
            size.bytes(),
            Map.of(
                Variant.BEFORE, setup(kind, encrypted, size, wire, Before::new),
                Variant.AFTER,
                    setup(kind, encrypted, size, wire, () -> new After(ArrayPool.open())),
                Variant.AFTER2,
                    setup(kind, encrypted, size, wire, () -> new After2(ArrayPool.open()))))
        .allocatingBefore(encrypted ? 2L * size.bytes() : size.bytes());
  }

  private static Workload.Setup setup(
      Kind kind,
      boolean encrypted,
      Size size,
      Wire.Connecting wire,
      Supplier<ReceiveBuffers> buffers) {
    return () -> new ReadOperation(kind, encrypted, size.bytes(), wire, buffers.get());
  }
}
