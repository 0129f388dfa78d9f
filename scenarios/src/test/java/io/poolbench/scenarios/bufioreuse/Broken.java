package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.Transport;
import java.io.IOException;

/** A peer that has reset the connection. */
final class Broken implements Transport {
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    throw new IOException("the peer has reset the connection");
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    throw new IOException("the peer has reset the connection");
  }

  @Override
  public void close() {}
}
