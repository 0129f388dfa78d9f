package io.poolbench.scenarios.cipher;

import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Workload;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.security.GeneralSecurityException;
import java.util.List;

/** The technique's place in the catalogue, and the pool of its After variant. */
public final class CipherTechnique {

  /** Makes one direction of a connection as a variant does. */
  @FunctionalInterface
  interface Directions {
    Records open(DirectionKey key);
  }

  private CipherTechnique() {}

  /** Returns the technique as the catalogue lists it. */
  public static Technique technique() {
    return new Technique(
        "cipher",
        "poolbench: AES/GCM instances borrowed for each record, instead of two per connection",
        List.of(
            seal("seal-1k", 1 << 10),
            seal("seal-16k", 16 << 10),
            workload("open-1k", 1 << 10, directions -> new Opening(directions, 1 << 10))),
        List.of(
            Footprint.of(
                "idle",
                "conn",
                count -> new IdleConnections(before(), count),
                count -> new IdleConnections(after(newPool()), count))));
  }

  private static Workload seal(String name, int bytes) {
    return workload(
        name, (long) Sealing.RECORDS * bytes, directions -> new Sealing(directions, bytes));
  }

  /** Makes the operation of a workload on the directions of a variant. */
  private interface Work {
    Operation with(Directions directions) throws GeneralSecurityException;
  }

  private static Workload workload(String name, long bytesPerOperation, Work work) {
    return Workload.of(
        name, bytesPerOperation, () -> work.with(before()), () -> work.with(after(newPool())));
  }

  static Directions before() {
    return Before::new;
  }

  static Directions after(RecyclingPool<RecordCipher> pool) {
    return key -> new After(key, pool);
  }

  /**
   * Opens a pool of ciphers, which is of memory only. A cipher that failed is never kept, nor the
   * key of one that did not.
   */
  static RecyclingPool<RecordCipher> newPool() {
    return RecyclingPool.of(RecordCipher::make, RecordCipher.RETAINED_BYTES)
        .reset(RecordCipher::forget)
        .open();
  }
}
