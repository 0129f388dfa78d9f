package io.poolbench.cli.shell;

/** Runs an action if the program is stopped from outside before this is closed. */
public final class OnShutdown implements AutoCloseable {

  private final Thread hook;

  public OnShutdown(String name, Runnable action) {
    hook = new Thread(action, name);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Withdraws the action; returns false if the program is being stopped, which runs it. */
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
