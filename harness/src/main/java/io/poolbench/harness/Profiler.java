package io.poolbench.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import one.profiler.AsyncProfiler;

/** async-profiler, loaded into this JVM. */
final class Profiler {

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
    start(Trial.Kind.CENSUS, recording);
  }

  /** How the recording of such a trial is started, the best way first. */
  static List<String> commands(Trial.Kind kind) {
    return switch (kind) {
      // An interval of one byte records everything; of zero, every 512 KB.
      case CENSUS -> List.of("start,event=alloc,alloc=1");
      case PROFILE_ALLOC -> List.of("start,event=alloc,alloc=64k");
      case PROFILE_LIVE -> List.of("start,event=alloc,alloc=64k,live");
      // All but the first need no perf events.
      case PROFILE_CPU ->
          List.of(
              "start,event=cpu,interval=1ms",
              "start,event=ctimer,interval=1ms",
              "start,event=itimer,interval=1ms");
      case TIMING, FOOTPRINT -> throw new IllegalArgumentException("no profile: " + kind);
    };
  }

  /**
   * Records.
   *
   * @throws IOException when none of the ways to sample is open to us; with what each said
   */
  void start(Trial.Kind kind, Path recording) throws IOException {
    IOException none = new IOException("none of the ways to sample is open here");
    for (String command : commands(kind)) {
      try {
        agent.execute(command + ",jfr,file=" + recording);
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
