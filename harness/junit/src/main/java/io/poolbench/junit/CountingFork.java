package io.poolbench.junit;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The JVM in which one test is counted: lets JUnit run it. */
final class CountingFork {

  /** Keys of the request, which is a properties file. */
  static final String TEST = "test";

  static final String SECONDS = "seconds";
  static final String PROPERTY = "property.";

  private static volatile boolean isThisJvm;
  private static volatile @Nullable Thread testing;
  private static volatile String test = "the test";

  /** The time by {@link System#nanoTime} since which it may take its seconds. */
  private static volatile long since = System.nanoTime();

  private CountingFork() {}

  static boolean isThisJvm() {
    return isThisJvm;
  }

  /** Lets tests with limits count where they are. */
  static void becomeThisJvm() {
    isThisJvm = true;
  }

  /** Says which thread hangs if it does. */
  static void watch(Thread thread, String name) {
    since = System.nanoTime();
    test = name;
    testing = thread;
  }

  /**
   * Runs the test and ends the JVM.
   *
   * @param args paths of the request and of the reply
   */
  public static void main(String[] args) throws IOException {
    becomeThisJvm();
    testing = Thread.currentThread();
    Path reply = Path.of(args[1]);
    Properties request = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
      request.load(reader);
    }
    endAfter(Long.parseLong(request.getProperty(SECONDS)), reply);
    for (String key : request.stringPropertyNames()) {
      if (key.startsWith(PROPERTY)) {
        System.getProperties()
            .putIfAbsent(key.substring(PROPERTY.length()), request.getProperty(key));
      }
    }
    LauncherDiscoveryRequest discovery =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectUniqueId(request.getProperty(TEST)))
            .filters(EngineFilter.includeEngines("junit-jupiter"))
            .build();
    LauncherConfig config =
        LauncherConfig.builder()
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .build();
    Outcome outcome = new Outcome();
    LauncherFactory.create(config).execute(discovery, outcome);
    Reply.write(reply, outcome.thrown());
    // Threads of the test may still run.
    System.exit(0);
  }

  private static void endAfter(long seconds, Path reply) {
    Thread watchdog =
        new Thread(
            () -> {
              try {
                long left;
                while ((left = since + TimeUnit.SECONDS.toNanos(seconds) - System.nanoTime()) > 0) {
                  TimeUnit.NANOSECONDS.sleep(left);
                }
                AssertionFailedError error =
                    new AssertionFailedError(
                        test + " cannot be counted: it has not ended after " + seconds + " s");
                Thread hanging = testing;
                if (hanging != null) {
                  error.setStackTrace(hanging.getStackTrace());
                }
                Reply.write(reply, error);
                Runtime.getRuntime().halt(0);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "poolbench-watchdog");
    watchdog.setDaemon(true);
    watchdog.start();
  }

  /** The outcome of the test; what its class has thrown counts too. */
  private static final class Outcome implements TestExecutionListener {
    private boolean ran;
    private @Nullable Throwable thrown;

    @Override
    public void executionSkipped(TestIdentifier skipped, String reason) {
      ran = true;
      thrown = new TestAbortedException("in the JVM that counts: " + reason);
    }

    @Override
    public void executionFinished(TestIdentifier finished, TestExecutionResult result) {
      ran |= finished.isTest();
      if (thrown == null) {
        thrown = result.getThrowable().orElse(null);
      }
    }

    private @Nullable Throwable thrown() {
      return ran || thrown != null
          ? thrown
          : new AssertionFailedError("the JVM that counts has not found the test");
    }
  }
}
