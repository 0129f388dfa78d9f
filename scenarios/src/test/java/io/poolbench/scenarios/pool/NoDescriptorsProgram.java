package io.poolbench.scenarios.pool;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Ages a pool for the first time, and takes, when the process can open no file any more. */
final class NoDescriptorsProgram {

  private NoDescriptorsProgram() {}

  public static void main(String[] args) throws IOException {
    RecyclingPool<byte[]> pool =
        RecyclingPool.of(() -> new byte[8], 8)
            .signals(PoolSignals.OF_THE_JVM)
            .watchingOneIn(1)
            .open();
    List<InputStream> open = new ArrayList<>();
    String outcome;
    try {
      while (true) {
        open.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException e) {
      try {
        pool.age();
        pool.take().recycle();
        outcome = "aged and taken";
      } catch (LinkageError unloaded) {
        outcome = unloaded.toString();
      }
    }
    for (InputStream stream : open) {
      stream.close();
    }
    System.out.println(outcome);
  }
}
