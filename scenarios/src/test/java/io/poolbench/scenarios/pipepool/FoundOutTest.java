package io.poolbench.scenarios.pipepool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Patience;
import io.poolbench.scenarios.Variant;
import java.io.IOException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A variant which does less work than it should fails, or puts out other bytes than the others. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = Patience.TEST_SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FoundOutTest {

  private static Stream<Arguments> aCheatIsFoundOut() {
    return PipepoolTechnique.KINDS.stream()
        .flatMap(kind -> cheats(kind.name()).map(cheat -> Arguments.of(kind, cheat)));
  }

  /** One pipe for all who ask is as good as many where one is held at a time. */
  private static Stream<Cheat> cheats(String workload) {
    return workload.startsWith("splicepipe")
        ? Stream.of(Cheat.NO_PIPE, Cheat.ONE_PIPE_FOR_ALL)
        : Stream.of(Cheat.NO_PIPE, Cheat.LEFT_OVERS);
  }

  enum Cheat {
    /** Numbers that look like descriptors, and no system call. */
    NO_PIPE {
      @Override
      Pipes pipes(Linux linux) {
        return new NoPipe(linux);
      }
    },
    /** Nobody is asked whether somebody holds it. */
    ONE_PIPE_FOR_ALL {
      @Override
      Pipes pipes(Linux linux) {
        return new OnePipe(linux);
      }
    },
    /** A pipe is handed on as it is. */
    LEFT_OVERS {
      @Override
      Pipes pipes(Linux linux) {
        return new LeftOvers(linux);
      }
    };

    abstract Pipes pipes(Linux linux);
  }

  @ParameterizedTest
  @MethodSource
  void aCheatIsFoundOut(PipepoolTechnique.Kind kind, Cheat cheat) throws Exception {
    long honest;
    try (Operation before = kind.workload().open(Variant.BEFORE)) {
      honest = before.run();
    }
    Linux linux = new Linux();
    assertThat(digestOrFailure(kind, linux, cheat.pipes(linux))).isNotEqualTo(honest);
  }

  private static Object digestOrFailure(PipepoolTechnique.Kind kind, Linux linux, Pipes pipes)
      throws Exception {
    try (Operation operation = kind.opening().open(linux, pipes)) {
      return operation.run();
    } catch (IOException failed) {
      return failed;
    }
  }

  /** What the cheats have in common: they keep no books. */
  private interface Careless extends Pipes {
    @Override
    default void recycle(Pipe pipe) {}

    @Override
    default void close() {}
  }

  private record NoPipe(Linux linux) implements Careless {
    @Override
    public Pipe take() {
      int noDescriptor = 1 << 20;
      return new Pipe(linux, noDescriptor, noDescriptor);
    }
  }

  private record OnePipe(Pipe one) implements Careless {
    OnePipe(Linux linux) {
      this(requireNonNull(Pipe.open(linux)));
    }

    @Override
    public Pipe take() {
      return one;
    }

    @Override
    public void close() {
      one.close();
    }
  }

  private static final class LeftOvers extends LockedPipes {
    LeftOvers(Linux linux) {
      super(linux);
    }

    @Override
    @Nullable Pipe make() {
      Pipe pipe = super.make();
      if (pipe != null) {
        Bytes.write(linux, pipe.writeEnd(), "left over".getBytes(US_ASCII));
      }
      return pipe;
    }
  }
}
