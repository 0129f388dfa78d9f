package io.poolbench.cli.shell;

/** What is still to be done when the program is stopped from outside, until closed. */
public final class OnShutdown implements AutoCloseable {

  private final Thread hook;

  public OnShutdown(String name, Runnable action) {
    hook = new Thread(action, name);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Takes it back; false when the program is being stopped, so that it is done in any case. */
  public boolean cancel() {
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
