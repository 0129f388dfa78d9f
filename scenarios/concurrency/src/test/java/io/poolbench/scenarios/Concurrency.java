package io.poolbench.scenarios;

/** How long the tests of concurrency search; {@code mvn verify -Pconcurrency} is the long way. */
public final class Concurrency {

  private static final boolean LONG = Boolean.getBoolean("concurrency.long");

  private Concurrency() {}

  /** One for every build, and another for the profile. */
  public static <T> T effort(T inEveryBuild, T inTheLongRun) {
    return LONG ? inTheLongRun : inEveryBuild;
  }
}
