package io.poolbench.scenarios.smb2;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Serves each connection of a {@link ServerProcess}, in which it runs. */
public final class ServerProgram {

  /** Precedes the port, since a JVM may have something to say first. */
  static final String PORT = "SMB2 server on port ";

  private static final int BACKLOG = 16;

  private ServerProgram() {}

  /**
   * Serves until standard input ends, as it does when the process ends that started this one.
   *
   * @param args none
   */
  public static void main(String[] args) throws IOException {
    try (ServerSocket listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().name("smb-accept").start(() -> accept(listening));
      System.out.println(PORT + listening.getLocalPort());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static void accept(ServerSocket listening) {
    try {
      while (true) {
        Socket socket = listening.accept();
        Thread.ofPlatform().daemon().name("smb-greeting").start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Nobody is served any longer; who waits is told by the end of this process.
      Runtime.getRuntime().halt(1);
    }
  }

  /** Serves a connection; whatever ends that, the client is told by the end of the connection. */
  private static void serve(Socket socket) {
    try (socket) {
      socket.setSoTimeout(ServerProcess.DEADLINE_MILLIS);
      Greeting greeting = Greeting.readFrom(socket);
      Session session = greeting.session();
      WarmUp.run(session);
      socket.setSoTimeout(0);
      Wire wire = Wire.of(socket);
      Server server = Server.real(wire, session, Answers.data(greeting.length()));
      wire.out().write(Greeting.READY);
      ServerThread.run(wire, server);
    } catch (IOException closed) {
      // By the client, or by what it said.
    }
  }
}
