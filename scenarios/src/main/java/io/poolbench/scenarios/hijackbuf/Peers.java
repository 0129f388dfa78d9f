package io.poolbench.scenarios.hijackbuf;

import java.io.File;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The other ends of connections that are held, in a process of their own. In this one they would be
 * counted: the JDK links all its cleaners, so that from one socket every other can be reached.
 */
final class Peers {

  private Peers() {}

  /**
   * Starts a process that opens so many connections and holds them until it is destroyed. It has no
   * pipe to this one, whose ends would be counted too.
   */
  static Process connect(int port, int count) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Peers.class.getName(),
            Integer.toString(port),
            Integer.toString(count))
        .redirectInput(new File("/dev/null"))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /**
   * Opens connections and holds them; the arguments are the port on the loopback interface, and the
   * count.
   */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    List<Socket> open = new ArrayList<>();
    try {
      for (int opened = 0; opened < count; opened++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(socket);
        socket.getOutputStream().write(HijackbufTechnique.REQUEST);
      }
      // Nobody else would end it when the measuring process is killed.
      ProcessHandle.current().parent().orElseThrow().onExit().join();
    } finally {
      Reference.reachabilityFence(open);
    }
  }
}
