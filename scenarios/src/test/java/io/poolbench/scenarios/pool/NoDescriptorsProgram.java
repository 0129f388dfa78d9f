package io.poolbench.scenarios.pool;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Uses a pool for the first time when the process can open no file any more: ages it, takes from
 * it, asks for its counts; and another, of which an item was lost before, until it tells of that.
 */
final class NoDescriptorsProgram {

  private NoDescriptorsProgram() {}

  public static void main(String[] args) throws IOException {
    AtomicLong collections = new AtomicLong();
    RecyclingPool<byte[]> losing = pool(collections);
    RecyclingPool<byte[]> pool = pool(collections);
    losing.take();
    List<InputStream> open = new ArrayList<>();
    String outcome;
    try {
      while (true) {
        open.add(new FileInputStream("/dev/null"));
      }
    } catch (IOException e) {
      outcome = use(pool, losing, collections);
    }
    for (InputStream stream : open) {
      stream.close();
    }
    System.out.println(outcome);
  }

  private static RecyclingPool<byte[]> pool(AtomicLong collections) {
    return RecyclingPool.of(() -> new byte[8], 8)
        .signals(new PoolSignals(System::nanoTime, collections::get, null))
        .watchingOneIn(1)
        .open();
  }

  private static String use(
      RecyclingPool<byte[]> pool, RecyclingPool<byte[]> losing, AtomicLong collections) {
    try {
      pool.age();
      pool.take().recycle();
      long takes = pool.statistics().takes();
      while (losing.statistics().leaks() == 0) {
        System.gc();
        collections.incrementAndGet();
        losing.age();
      }
      return "takes " + takes + ", leaks " + losing.statistics().leaks();
    } catch (LinkageError unloaded) {
      return unloaded.toString();
    }
  }
}
