package io.poolbench.scenarios.http;

import java.io.IOException;

/** Decides what becomes of the buffers of a connection that a handler takes over. */
public interface Takeover {

  /**
   * Returns the writer that the new owner gets, with nothing left to be written.
   *
   * @param current of the connection, to which it leads back; may hold bytes of the response
   * @param transport the raw connection
   */
  BufferedSink sink(BufferedSink current, Transport transport) throws IOException;

  /**
   * Lets the reader go when the handler has returned; the new owner goes on with it, and it leads
   * back to the connection as well.
   */
  void handlerReturned(ConnectionReader reader);

  /** Lets nobody take over a connection. */
  Takeover REFUSED =
      new Takeover() {
        @Override
        public BufferedSink sink(BufferedSink current, Transport transport) {
          throw new UnsupportedOperationException(
              "this server was made without a Takeover; its connections cannot be hijacked");
        }

        @Override
        public void handlerReturned(ConnectionReader reader) {}
      };
}
