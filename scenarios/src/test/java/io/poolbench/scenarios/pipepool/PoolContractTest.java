package io.poolbench.scenarios.pipepool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.PoolContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A pipe is dirty when bytes are left in it. */
@EnabledOnOs(OS.LINUX)
final class PoolContractTest implements PoolContract<Pipe> {

  private final Linux linux = new Linux();
  private final Pipes pipes = PipepoolTechnique.after(linux);
  private Loopback socket;

  @BeforeEach
  void connect() throws IOException {
    socket = Loopback.open(linux);
  }

  @AfterEach
  void disconnect() {
    socket.close();
    pipes.close();
  }

  @Override
  public Pool<Pipe> newPool() {
    return new Pool<>() {
      @Override
      public Pipe take() {
        return requireNonNull(pipes.take());
      }

      @Override
      public void recycle(Pipe pipe) {
        pipes.recycle(pipe);
      }
    };
  }

  @Override
  public void use(Pipe pipe, byte[] bytes) {
    fill(pipe, bytes);
    assertThat(pipe.drain(socket.far())).isEqualTo(bytes.length);
    assertThat(Bytes.read(linux, socket.near())).isEqualTo(bytes);
  }

  @Override
  public byte[] visible(Pipe pipe) {
    return Bytes.read(linux, pipe.readEnd());
  }

  @Override
  public void soil(Pipe pipe) {
    fill(pipe, "left over".getBytes(US_ASCII));
  }

  private void fill(Pipe pipe, byte[] bytes) {
    Bytes.write(linux, socket.near(), bytes);
    Bytes.awaitReadable(linux, socket.far());
    assertThat(pipe.fill(socket.far(), bytes.length)).isEqualTo(bytes.length);
  }
}
