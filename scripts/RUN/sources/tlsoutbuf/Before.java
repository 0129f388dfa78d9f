package io.poolbench.scenarios.tlsoutbuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** The sending half of a TLS connection and its record buffer. */
final class Before implements RecordWriter {

  private final RecordLayer records;
  private final WritableByteChannel sink;
  private final OutBuffer out = new OutBuffer();

  Before(RecordLayer records, WritableByteChannel sink) {
    this.records = records;
    this.sink = sink;
  }

  @Override
  public synchronized boolean write(ByteBuffer data) throws IOException {
    return records.write(data, out, sink);
  }

  @Override
  public synchronized boolean close() throws IOException {
    return records.close(out, sink);
  }
}
