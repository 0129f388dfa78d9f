package io.poolbench.scenarios.tlsoutbuf;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The sending half of a TLS connection: application data in, records out into its sink. Any thread
 * may call it; calls wait for one another, so a thread that will not wait for a write which hangs
 * closes the socket, and the write fails. Once a call has failed, so do all later calls: part of a
 * record may be on the wire, and an alert behind it would be taken for the rest.
 */
interface RecordWriter {

  /**
   * Sends what an earlier call has left, then the data, as far as the sink takes it. Sealed records
   * that it does not take are kept here; consumed data is not, and may be overwritten at once.
   *
   * @return whether all is sent; false, only if the sink does not block, asks to be called again
   *     with what remains of the data, be that empty
   * @throws IOException when the sink fails, the engine refuses, or there is data after {@link
   *     #close}
   */
  boolean write(ByteBuffer data) throws IOException;

  /**
   * Sends what an earlier call has left, then the alert close_notify. The sink stays open.
   *
   * @return whether all is sent; false asks to be called again
   * @throws IOException when the sink fails, or an earlier call has failed: then nothing is sent
   */
  boolean close() throws IOException;
}
