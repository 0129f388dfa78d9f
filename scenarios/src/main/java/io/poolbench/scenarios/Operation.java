package io.poolbench.scenarios;

/**
 * A workload set up for one variant and ready to be repeated. What is measured is one call of
 * {@link #run}; setting up and closing are not. An operation whose workload states {@code threads}
 * above one is run by that many threads at once; any other by one thread at a time.
 */
public interface Operation extends AutoCloseable {

  /**
   * Does the work once.
   *
   * @return a digest of the bytes that the operation put out: equal for every variant of a workload
   *     and every call, so that a variant which does less work is found out, and so that the work
   *     cannot be optimised away
   * @throws Exception when the work fails; the trial is then recorded as failed
   */
  long run() throws Exception;

  /** Releases what was set up: sockets, threads, descriptors. */
  @Override
  default void close() throws Exception {}
}
