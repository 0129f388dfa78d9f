package io.poolbench.harness;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells what runs, how far the run is and how long it will still take. */
sealed interface Progress extends AutoCloseable {

  /** A trial is about to start. */
  void starting(Trial trial);

  /** A trial has ended, done or failed. */
  void ended(Trial trial);

  @Override
  void close();

  /** A live line where {@code terminal}, a plain line per trial anywhere else. */
  static Progress of(int trials, boolean terminal) {
    return terminal ? new Live(trials) : new Plain(trials, System.err);
  }

  /** {@code m:ss}. */
  static String minutes(Duration duration) {
    return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
  }

  /** One line, drawn again and again. */
  final class Live implements Progress {
    private final ProgressBar bar;

    private Live(int trials) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("trials")
              .setInitialMax(trials)
              .setStyle(ProgressBarStyle.ASCII)
              .build();
    }

    @Override
    public void starting(Trial trial) {
      bar.setExtraMessage(trial.arm().toString());
    }

    @Override
    public void ended(Trial trial) {
      bar.step();
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  /** A line per trial, for logs. */
  final class Plain implements Progress {
    private final int trials;
    private final PrintStream out;
    private final long started = System.nanoTime();
    private int ended;

    Plain(int trials, PrintStream out) {
      this.trials = trials;
      this.out = out;
    }

    @Override
    public void starting(Trial trial) {}

    @Override
    public void ended(Trial trial) {
      ended++;
      long elapsed = System.nanoTime() - started;
      Duration left = Duration.ofNanos(elapsed / ended * (trials - ended));
      out.printf(
          Locale.ROOT,
          "[%d/%d] round %d: %s: %s in %.1f s, about %s left%n",
          ended,
          trials,
          trial.round() + 1,
          trial.arm(),
          trial.isDone() ? "done" : "FAILED (" + trial.failure() + ")",
          trial.seconds(),
          minutes(left));
    }

    @Override
    public void close() {}
  }
}
