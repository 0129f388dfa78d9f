package io.poolbench.scenarios.smb2;

import java.io.IOException;
import java.security.GeneralSecurityException;

/** The way in which a client and its server come together. */
public enum Link {

  /** Both are in memory, and one thread does the work of both. */
  ONE_THREAD {
    @Override
    Connection open(Session session, int length, ReceiveBuffers buffers) throws Exception {
      WarmUp.run(session);
      DirectPipe toServer = new DirectPipe();
      DirectPipe toClient = new DirectPipe();
      Wire.Ends ends = Wire.of(toServer, toClient);
      Server server = Server.fake(ends.server(), session, Answers.data(length));
      toClient.filledBy(() -> serve(server));
      Client client = new OneThreadClient(ends.client(), session, buffers, credits());
      return new Connection(client, ends.server());
    }
  },

  /** Both are in memory, with threads that send, receive and serve, as the seed's goroutines do. */
  THREADS {
    @Override
    Connection open(Session session, int length, ReceiveBuffers buffers) throws Exception {
      WarmUp.run(session);
      Wire.Ends ends = Wire.of(new MemoryPipe(), new MemoryPipe());
      Server server = Server.fake(ends.server(), session, Answers.data(length));
      Client client = new ThreadedClient(ends.client(), session, buffers, credits());
      return new Connection(client, new ServerThread(ends.server(), server));
    }
  },

  /** Both speak over the loopback interface, the server in another process and real. */
  TCP {
    @Override
    Connection open(Session session, int length, ReceiveBuffers buffers) throws Exception {
      ServerProcess.Greeted server = ServerProcess.running().greet(new Greeting(session, length));
      try {
        WarmUp.run(session);
        Wire wire = server.ready();
        return new Connection(new ThreadedClient(wire, session, buffers, credits()), wire);
      } catch (Exception | Error e) {
        server.close();
        throw e;
      }
    }
  };

  /** A client, and what else has to be closed. */
  record Connection(Client client, AutoCloseable server) implements AutoCloseable {

    @Override
    public void close() throws Exception {
      try (server) {
        client.close();
      }
    }
  }

  /**
   * Connects a client and a server.
   *
   * @param length bytes of every READ
   */
  abstract Connection open(Session session, int length, ReceiveBuffers buffers) throws Exception;

  private static Credits credits() {
    return new Credits(Credits.MOST / 2);
  }

  private static void serve(Server server) throws IOException {
    try {
      server.serve();
    } catch (GeneralSecurityException e) {
      throw new IOException("the server cannot encrypt", e);
    }
  }
}
