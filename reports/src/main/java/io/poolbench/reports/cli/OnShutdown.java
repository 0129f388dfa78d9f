package io.poolbench.reports.cli;

/** What is still to be done when the program is stopped from outside, until closed. */
final class OnShutdown implements AutoCloseable {

  private final Thread hook;

  OnShutdown(String name, Runnable action) {
    hook = new Thread(action, name);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Takes it back; false when the program is being stopped, so that it is done in any case. */
  boolean cancel() {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      return false;
    }
  }

  @Override
  public void close() {
    cancel();
  }
}
