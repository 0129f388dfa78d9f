package io.poolbench.scenarios.smb2;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of its own for servers: nothing that they allocate, compile or collect is the client's.
 * There is one for this JVM, started when it is first needed. It ends when this JVM does, however
 * that ends: the pipe that is its standard input ends then. This JVM waits for it if it can, so
 * that the processor time of the server is told as this JVM's, and not as that of strangers who
 * disturb.
 */
final class ServerProcess {

  /** The longest that each step of starting it and of connecting to it may take. */
  static final int DEADLINE_MILLIS = 120_000;

  private static @Nullable ServerProcess running;

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** A connection to a server that still has to say that it is ready. */
  record Greeted(Socket socket) implements Closeable {

    /** Waits until the server is ready. A connection on which nobody became ready is closed. */
    Wire ready() throws IOException {
      try {
        if (socket.getInputStream().read() != Greeting.READY) {
          throw new IOException("the server process did not accept its greeting");
        }
        socket.setSoTimeout(0);
        return Wire.of(socket);
      } catch (IOException e) {
        socket.close();
        throw e;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /** Returns the server process of this JVM, and starts it when there is none. */
  static synchronized ServerProcess running() throws IOException {
    // Of a process that has just ended the handle knows; Process is told a moment later.
    if (running == null || !running.handle().isAlive()) {
      running = start();
    }
    return running;
  }

  private static ServerProcess start() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProgram.class.getName())
            .redirectErrorStream(true)
            .start();
    Executor atDeadline = CompletableFuture.delayedExecutor(DEADLINE_MILLIS, TimeUnit.MILLISECONDS);
    CompletableFuture<Void> late = CompletableFuture.runAsync(process::destroyForcibly, atDeadline);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "smb-server-end"));
    try {
      BufferedReader said = process.inputReader();
      int port = port(said);
      Thread.ofPlatform().daemon().name("server-output").start(() -> passOn(said));
      return new ServerProcess(process, port);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    } finally {
      late.cancel(false);
    }
  }

  /**
   * Passes on what the server prints: or a full pipe would stop it, and nobody would know why it
   * fails.
   */
  private static void passOn(BufferedReader said) {
    try (said) {
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        System.err.println("SMB2 server: " + line);
      }
    } catch (IOException closed) {
      // It ended.
    }
  }

  private static void end(Process process) {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static int port(BufferedReader said) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(ServerProgram.PORT)) {
        return Integer.parseInt(line.substring(ServerProgram.PORT.length()));
      }
      lines.add(line);
    }
    throw new IOException(
        "the server process ended, or had not started after %d s; it said: %s"
            .formatted(DEADLINE_MILLIS / 1000, String.join(" | ", lines)));
  }

  /** Connects, and does not wait until the server is ready. */
  Greeted greet(Greeting greeting) throws IOException {
    Socket socket = new Socket();
    try {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      socket.connect(new InetSocketAddress(loopback, port), DEADLINE_MILLIS);
      socket.setSoTimeout(DEADLINE_MILLIS);
      greeting.writeTo(socket);
      return new Greeted(socket);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Returns the process, for who wants to know whether it ends. */
  ProcessHandle handle() {
    return process.toHandle();
  }
}
