package io.poolbench.scenarios.hijackbuf;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.NewBuffers;
import io.poolbench.scenarios.http.Transport;
import java.util.ArrayList;
import java.util.List;

/** Remembers what came back to it. */
final class RecordingPool implements Buffers {

  /** Where a broken takeover finds it. */
  static final RecordingPool CURRENT = new RecordingPool();

  final List<Object> returned = new ArrayList<>();
  private final NewBuffers buffers = new NewBuffers();

  private RecordingPool() {}

  @Override
  public BufferedSource source(Transport transport) {
    return buffers.source(transport);
  }

  @Override
  public BufferedSink sink(Transport transport) {
    return buffers.sink(transport);
  }

  @Override
  public void recycle(BufferedSource source) {
    returned.add(source);
  }

  @Override
  public void recycle(BufferedSink sink) {
    returned.add(sink);
  }
}
