package io.poolbench.scenarios.pipepool;

import java.lang.ref.WeakReference;

/**
 * Broken: every collection evicts what is idle, also one that looks at young objects only, for the
 * death of an object that nobody holds shows it; and the first eviction that throws is the last.
 */
final class ChainedPipes extends LockedPipes {

  ChainedPipes(Linux linux) {
    super(linux);
    evictAtTheNextCollection(new WeakReference<>(this));
  }

  private static void evictAtTheNextCollection(WeakReference<ChainedPipes> pipes) {
    CLEANER.register(
        new Object(),
        () -> {
          ChainedPipes live = pipes.get();
          if (live != null) {
            live.evictAll();
            evictAtTheNextCollection(pipes);
          }
        });
  }
}
