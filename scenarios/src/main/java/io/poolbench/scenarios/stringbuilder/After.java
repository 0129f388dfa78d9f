package io.poolbench.scenarios.stringbuilder;

import io.poolbench.scenarios.pool.Pooled;

/** Makes log lines in a builder. */
final class After implements Lines {

  private final Builders builders = new Builders();

  @Override
  public String line(long request, long micros) {
    Pooled<StringBuilder> pooled = builders.take();
    try {
      StringBuilder line = pooled.item();
      Lines.append(line, request, micros);
      return line.toString();
    } finally {
      pooled.recycle();
    }
  }
}
