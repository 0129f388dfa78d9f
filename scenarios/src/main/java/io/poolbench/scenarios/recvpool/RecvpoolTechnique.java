package io.poolbench.scenarios.recvpool;

import static java.util.Locale.ROOT;

import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import io.poolbench.scenarios.smb2.Link;
import io.poolbench.scenarios.smb2.ReadOperation;
import io.poolbench.scenarios.smb2.ReadOperation.Kind;
import io.poolbench.scenarios.smb2.ReceiveBuffers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The technique's place in the catalogue. */
public final class RecvpoolTechnique {

  /** The largest first: it is what the change was made for, and a short run may have no more. */
  private static final List<Size> SIZES =
      List.of(new Size("1m", 1 << 20), new Size("64k", 64 << 10), new Size("1k", 1 << 10));

  private RecvpoolTechnique() {}

  /** A number of bytes, and how the seed calls it. */
  private record Size(String name, int bytes) {}

  /** The reads of a workload. */
  private record Reading(Kind kind, boolean encrypted, Size size, Link link) {

    String name() {
      return String.join(
          "-",
          kind == Kind.READ_AT ? "readat" : "roundtrip",
          encrypted ? "encrypted" : "plain",
          size.name() + (link == Link.ONE_THREAD ? "" : "-" + link.name().toLowerCase(ROOT)));
    }

    Workload workload() {
      Workload workload =
          Workload.of(
              name(), size.bytes(), setup(Before::new), setup(() -> new After(ArrayPool.open())));
      return encrypted
          ? workload
              .and(Variant.AFTER2, setup(() -> new After2(ArrayPool.open())))
              .allocatingBefore(2L * size.bytes())
          : workload.allocatingBefore(size.bytes());
    }

    private Workload.Setup setup(Supplier<ReceiveBuffers> buffers) {
      return () -> new ReadOperation(kind, encrypted, size.bytes(), link, buffers.get());
    }
  }

  /** Returns the technique as the catalogue lists it. */
  public static Technique technique() {
    return new Technique(
            "recvpool", "CloudSoda/go-smb2 PR 41: Pool receive buffers (2026)", workloads())
        .limitedBy(
            "What an encrypted packet still allocates is the JDK's: its GCM makes its engine anew "
                + "for every nonce, about 815 to 930 B for each of the two packets. Decrypting in "
                + "place, as the seed does, takes it four times as long at 1 MB as from one array "
                + "to another, in every stage. In memory the server encrypts nothing, since it "
                + "would allocate in the client's JVM: it patches one answer that was encrypted "
                + "once, where the seed's encrypts each. On TCP, a server in another process opens "
                + "each request and seals each answer.")
        .seededBy(Seeds.all());
  }

  private static List<Workload> workloads() {
    List<Workload> workloads = new ArrayList<>();
    add(workloads, Kind.READ_AT, Link.ONE_THREAD);
    add(workloads, Kind.ROUND_TRIP, Link.ONE_THREAD);
    add(workloads, Kind.READ_AT, Link.THREADS);
    add(workloads, Kind.READ_AT, Link.TCP);
    add(workloads, Kind.ROUND_TRIP, Link.TCP);
    return List.copyOf(workloads);
  }

  private static void add(List<Workload> workloads, Kind kind, Link link) {
    for (boolean encrypted : new boolean[] {false, true}) {
      SIZES.forEach(size -> workloads.add(new Reading(kind, encrypted, size, link).workload()));
    }
  }
}
