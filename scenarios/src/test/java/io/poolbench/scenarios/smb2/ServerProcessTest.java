package io.poolbench.scenarios.smb2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.poolbench.scenarios.pool.DropReason;
import io.poolbench.scenarios.recvpool.Stages;
import io.poolbench.scenarios.smb2.ReadOperation.Kind;
import io.poolbench.scenarios.smb2.Scene.Setting;
import io.poolbench.scenarios.smb2.ServerProcess.Greeted;
import io.poolbench.scenarios.smb2.Session.Encrypted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300) // Longer than what the process has for each step, whose own message is to be seen.
final class ServerProcessTest {

  private static final int LENGTH = 1000;

  private final Session session =
      new Session(5, Setting.encrypted().findFirst().orElseThrow().protection());

  @Test
  void itIsAnotherProcessAndTheSameForEveryConnection() throws Exception {
    ProcessHandle first = ServerProcess.running().handle();
    assertThat(first.pid()).isNotEqualTo(ProcessHandle.current().pid());
    assertThat(ServerProcess.running().handle()).isEqualTo(first);
  }

  @Test
  void anotherIsStartedForOneThatEnded() throws Exception {
    ProcessHandle first = ServerProcess.running().handle();
    first.destroyForcibly();
    first.onExit().get();
    assertThat(ServerProcess.running().handle()).isNotEqualTo(first);
    try (Link.Connection connection = Link.TCP.open(session, LENGTH, Stages.before())) {
      assertThat(connection.client().roundTrip(LENGTH, 0)).isNotZero();
    }
  }

  /** It verifies requests: one that was encrypted with another key ends the connection. */
  @Test
  void itServesOnlyWhoHasTheKey() throws Exception {
    Encrypted keys = (Encrypted) session.protection();
    Session other = new Session(session.id(), new Encrypted(keys.toClient(), keys.toClient()));
    Wire wire = ServerProcess.running().greet(new Greeting(session, LENGTH)).ready();
    try (Client client = new ThreadedClient(wire, other, Stages.before(), new Credits(100))) {
      assertThatIOException()
          .isThrownBy(() -> client.roundTrip(LENGTH, 0))
          .withMessageContaining("no answer");
    }
  }

  @Test
  void aReaderIsToldWhenItEnds() throws Exception {
    try (Link.Connection connection = Link.TCP.open(session, LENGTH, Stages.before())) {
      connection.client().roundTrip(LENGTH, 0);
      ServerProcess.running().handle().destroyForcibly();
      assertThatIOException()
          .isThrownBy(
              () -> {
                while (true) {
                  connection.client().roundTrip(LENGTH, 0);
                }
              });
    }
  }

  /** Long before the deadline, and what it failed with is told by the process. */
  @Test
  @Timeout(60)
  void whoIsNotServedIsToldAtOnceAndSeesWhy() throws Exception {
    PrintStream before = System.err;
    try (PipedInputStream said = new PipedInputStream();
        PrintStream pipe = new PrintStream(new PipedOutputStream(said), true, UTF_8)) {
      System.setErr(pipe);
      Greeted greeted = ServerProcess.running().greet(new Greeting(session, -1));
      assertThatIOException()
          .isThrownBy(greeted::ready)
          .withMessage("the server process did not accept its greeting");
      BufferedReader lines = new BufferedReader(new InputStreamReader(said, UTF_8));
      assertThat(lines.lines().anyMatch(line -> line.contains("NegativeArraySizeException")))
          .isTrue();
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void whoWaitsInVainLeavesNoSocket() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(silent.getInetAddress(), silent.getLocalPort())) {
      socket.setSoTimeout(1);
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(new Greeted(socket)::ready);
      assertThat(socket.isClosed()).isTrue();
    }
  }

  @Test
  void whoCannotConnectLeavesNoPool() throws Exception {
    String home = System.getProperty("java.home");
    Stages pool = Stages.open();
    ProcessHandle running = ServerProcess.running().handle();
    running.destroyForcibly();
    running.onExit().get();
    System.setProperty("java.home", "/nowhere");
    try {
      assertThatIOException()
          .isThrownBy(() -> new ReadOperation(Kind.READ_AT, false, LENGTH, Link.TCP, pool.after()));
      pool.take(LENGTH).release();
      assertThat(pool.statistics().getFirst().drops()).containsOnlyKeys(DropReason.CLOSED);
    } finally {
      System.setProperty("java.home", home);
    }
  }

  /** Starts a server, tells its number, and waits until it is killed itself, or told to end. */
  static final class Parent {

    private Parent() {}

    public static void main(String[] args) throws IOException {
      System.out.println("server " + ServerProcess.running().handle().pid());
      System.in.read();
    }
  }

  private static Process parent() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Parent.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static ProcessHandle serverOf(Process parent) throws IOException {
    BufferedReader said = parent.inputReader();
    String line = said.readLine();
    assertThat(line).startsWith("server ");
    long pid = Long.parseLong(line.substring("server ".length()));
    return ProcessHandle.of(pid).orElseThrow();
  }

  @Test
  void itEndsWithItsParentEvenIfThatIsKilled() throws Exception {
    Process parent = parent();
    try {
      ProcessHandle server = serverOf(parent);
      assertThat(server.isAlive()).isTrue();
      parent.destroyForcibly();
      assertThat(server.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }

  /** Or its processor time would be nobody's. */
  @Test
  void aParentThatEndsWaitsForIt() throws Exception {
    Process parent = parent();
    try {
      ProcessHandle server = serverOf(parent);
      assertThat(server.isAlive()).isTrue();
      parent.getOutputStream().close();
      parent.waitFor();
      assertThat(server.isAlive()).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }
}
