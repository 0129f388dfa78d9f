package io.poolbench.scenarios.smb2;

import java.io.IOException;
import java.security.GeneralSecurityException;

/** Runs a server until its connection ends, from either end. */
final class ServerThread implements AutoCloseable {

  private final Wire wire;
  private final Thread thread;

  /** Starts it. */
  ServerThread(Wire wire, Server server) {
    this.wire = wire;
    thread = Thread.ofPlatform().daemon().name("smb-server").start(() -> run(wire, server));
  }

  /** Runs it on this thread. */
  static void run(Wire wire, Server server) {
    try (wire) {
      server.run();
    } catch (IOException closed) {
      // The client is told by the end of the connection, and whoever measures by the client.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the server cannot encrypt", e);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    wire.close();
    thread.join();
  }
}
