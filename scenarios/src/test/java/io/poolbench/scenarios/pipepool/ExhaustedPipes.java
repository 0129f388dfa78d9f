package io.poolbench.scenarios.pipepool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Makes pipes until none can be made or the user's share of pipe pages is used up, and splices
 * meanwhile and afterwards.
 */
final class ExhaustedPipes {

  /** Counts what is spliced, so that copying can be told from splicing. */
  private static final class Counting extends Linux {
    int splices;

    @Override
    int splice(int from, int to, int length) {
      splices++;
      return super.splice(from, to, length);
    }
  }

  private ExhaustedPipes() {}

  public static void main(String[] args) throws Exception {
    print("before", PipepoolTechnique::before);
    print("after", PipepoolTechnique::after);
  }

  private static void print(String label, Function<Linux, Pipes> variant) throws Exception {
    Counting linux = new Counting();
    Linux others = new Linux();
    try (SplicedConnection connection =
        new SplicedConnection(others, variant.apply(linux), 256 << 10)) {
      List<Pipe> pipes = new ArrayList<>();
      int size = 64 << 10;
      Pipe pipe = Pipe.open(others);
      while (pipe != null && size == 64 << 10) {
        pipes.add(pipe);
        size = others.pipeSize(pipe.readEnd());
        pipe = Pipe.open(others);
      }
      boolean exhausted = pipe == null;
      if (pipe != null) {
        pipe.close();
      }
      long whileExhausted = connection.run();
      int splicesWhileExhausted = linux.splices;
      pipes.forEach(Pipe::close);
      long afterwards = connection.run();
      System.out.printf(
          "%s: none left %s, same bytes %s, spliced %s, last size %d, splices afterwards %s%n",
          label,
          exhausted,
          whileExhausted == afterwards,
          splicesWhileExhausted > 0,
          size,
          linux.splices > splicesWhileExhausted);
    }
  }
}
