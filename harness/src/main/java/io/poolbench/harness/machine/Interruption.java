package io.poolbench.harness.machine;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends the fork when a run is stopped from outside, and tells the user how to go on. What was
 * measured is on disk already.
 */
public final class Interruption implements AutoCloseable {

  private static volatile boolean stopping;

  private final Thread hook;

  private Interruption(Thread hook) {
    this.hook = hook;
  }

  /**
   * Guards a run until closed.
   *
   * @param resume the command that goes on with the run in the directory that follows it
   */
  public static Interruption guard(Path runDirectory, String resume) {
    Thread hook = new Thread(() -> stop(runDirectory, resume), "interrupted run");
    Runtime.getRuntime().addShutdownHook(hook);
    return new Interruption(hook);
  }

  private static void stop(Path runDirectory, String resume) {
    stopping = true;
    ChildProcess.killAll();
    System.err.printf(
        "%npoolbench: interrupted; every finished trial is kept, continue with: %s %s%n",
        resume, runDirectory);
  }

  /** Returns at once, unless the program is being stopped: then it does not return. */
  public static void awaitEnd() {
    while (stopping) {
      LockSupport.park();
    }
  }

  /**
   * Stops the run when the process that started it ends: Maven, when killed, leaves its children
   * running, and a run that nobody sees would spoil the next one.
   */
  public static void withParent() {
    ProcessHandle.current().parent().ifPresent(Interruption::endWith);
  }

  private static void endWith(ProcessHandle parent) {
    Thread.ofPlatform()
        .daemon()
        .name("parent watch")
        .start(
            () -> {
              parent.onExit().join();
              System.exit(130);
            });
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
