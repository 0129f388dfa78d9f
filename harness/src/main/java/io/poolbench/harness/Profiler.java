package io.poolbench.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import one.profiler.AsyncProfiler;

/** async-profiler, loaded into this JVM. */
final class Profiler {

  /** How processor time is sampled, the best first: the others need no perf events. */
  private static final List<String> PROCESSOR_TIME = List.of("cpu", "ctimer", "itimer");

  private final AsyncProfiler agent;

  /** The agent cannot be loaded on this system. */
  static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    UnavailableException(Throwable cause) {
      super("async-profiler cannot be loaded: " + cause.getMessage(), cause);
    }
  }

  private Profiler(AsyncProfiler agent) {
    this.agent = agent;
  }

  static Profiler load() throws UnavailableException {
    try {
      return new Profiler(AsyncProfiler.getInstance());
    } catch (IllegalStateException | UnsupportedOperationException | LinkageError e) {
      throw new UnavailableException(e);
    }
  }

  /** Records every single allocation. */
  void startCensus(Path recording) throws IOException {
    // An interval of one byte records everything; of zero, every 512 KB.
    agent.execute("start,event=alloc,alloc=1,jfr,file=" + recording);
  }

  /**
   * Samples.
   *
   * @throws IOException when none of the ways to sample is open to us; with what each said
   */
  void start(Trial.Kind kind, Path recording) throws IOException {
    switch (kind) {
      case PROFILE_ALLOC -> agent.execute("start,event=alloc,alloc=64k,jfr,file=" + recording);
      case PROFILE_LIVE -> agent.execute("start,event=alloc,alloc=64k,live,jfr,file=" + recording);
      case PROFILE_CPU -> startProcessorTime(recording);
      case TIMING, CENSUS, FOOTPRINT -> throw new IllegalArgumentException("no profile: " + kind);
    }
  }

  private void startProcessorTime(Path recording) throws IOException {
    IOException none = new IOException("processor time cannot be sampled here");
    for (String event : PROCESSOR_TIME) {
      try {
        agent.execute("start,event=" + event + ",interval=1ms,jfr,file=" + recording);
        return;
      } catch (IOException | IllegalArgumentException | IllegalStateException e) {
        none.addSuppressed(e);
      }
    }
    throw none;
  }

  void stop(Path recording) throws IOException {
    agent.execute("stop,file=" + recording);
  }
}
