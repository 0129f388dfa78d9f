package io.poolbench.harness.run;

import io.poolbench.harness.plan.Trial;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Tells what runs, how far the run is and how long it will still take. */
sealed interface Progress extends AutoCloseable {

  /** Takes note that a trial is about to start. */
  void starting(Trial trial);

  /** Takes note that a trial has ended, done or failed. */
  void ended(Trial trial);

  @Override
  void close();

  /** Returns how long a trial will take, as far as is known. */
  Duration expected(Trial trial);

  /** Shows a live line where {@code terminal}, a plain line per trial anywhere else. */
  static Progress of(int trials, Estimate estimate, boolean terminal) {
    return terminal ? new Live(trials, estimate) : new Plain(trials, estimate, System.err);
  }

  /** Tells nothing, for forks that are short and many, of which whoever asked for them tells. */
  record Silent(Estimate estimate) implements Progress {

    @Override
    public void starting(Trial trial) {}

    @Override
    public void ended(Trial trial) {
      estimate.ended(trial);
    }

    @Override
    public Duration expected(Trial trial) {
      return estimate.of(trial);
    }

    @Override
    public void close() {}
  }

  /** Draws one line again and again. */
  final class Live implements Progress {
    private static final int LEAST_WIDTH = 10;
    private static final int USUAL_WIDTH = 80;

    private final ProgressBar bar;
    private final Estimate estimate;

    private Live(int trials, Estimate estimate) {
      this.estimate = estimate;
      bar =
          new ProgressBarBuilder()
              .setConsumer(new ConsoleProgressBarConsumer(System.err, width() - 1))
              .setTaskName("trials")
              .setInitialMax(trials)
              .setStyle(ProgressBarStyle.ASCII)
              .hideEta()
              .build();
    }

    /**
     * Asks the terminal once, since that starts a process. It may neither know nor answer. By
     * itself JLine takes SIGINT from the JVM, and an interrupted run would leave its fork running.
     */
    private static int width() {
      try (Terminal terminal = TerminalBuilder.builder().dumb(true).nativeSignals(false).build()) {
        return terminal.getWidth() < LEAST_WIDTH ? USUAL_WIDTH : terminal.getWidth();
      } catch (IOException | RuntimeException e) {
        return USUAL_WIDTH;
      }
    }

    @Override
    public void starting(Trial trial) {
      bar.setExtraMessage(
          " about %s left, now %s %s"
              .formatted(Costs.minutes(estimate.left()), trial.arm(), trial.kindName()));
    }

    @Override
    public void ended(Trial trial) {
      estimate.ended(trial);
      bar.step();
    }

    @Override
    public Duration expected(Trial trial) {
      return estimate.of(trial);
    }

    @Override
    public void close() {
      bar.setExtraMessage("");
      bar.close();
    }
  }

  /** Prints a line per trial, for logs. */
  final class Plain implements Progress {
    private final int trials;
    private final Estimate estimate;
    private final PrintStream out;
    private int ended;

    Plain(int trials, Estimate estimate, PrintStream out) {
      this.trials = trials;
      this.estimate = estimate;
      this.out = out;
    }

    @Override
    public void starting(Trial trial) {}

    @Override
    public Duration expected(Trial trial) {
      return estimate.of(trial);
    }

    @Override
    public void ended(Trial trial) {
      ended++;
      estimate.ended(trial);
      out.printf(
          Locale.ROOT,
          "[%d/%d] round %d: %s %s: %s in %.1f s, about %s left%n",
          ended,
          trials,
          trial.round() + 1,
          trial.arm(),
          trial.kindName(),
          status(trial),
          trial.seconds(),
          Costs.minutes(estimate.left()));
    }

    private static String status(Trial trial) {
      return switch (trial.status()) {
        case DONE -> "done";
        case FAILED -> "FAILED (" + trial.failure() + ")";
        case SKIPPED -> "skipped";
        case PENDING -> "pending";
      };
    }

    @Override
    public void close() {}
  }
}
