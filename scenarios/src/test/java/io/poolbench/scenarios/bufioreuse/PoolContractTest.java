package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.Buffers;
import org.junit.jupiter.api.Nested;

/** The writers of After; those of After2, and the readers of both, are nested. */
final class PoolContractTest extends WriterContract {

  @Override
  Buffers newCache() {
    return new After();
  }

  @Nested
  final class WritersOfAfter2 extends WriterContract {
    @Override
    Buffers newCache() {
      return new After2();
    }
  }

  @Nested
  final class ReadersOfAfter extends ReaderContract {
    @Override
    Buffers newCache() {
      return new After();
    }
  }

  @Nested
  final class ReadersOfAfter2 extends ReaderContract {
    @Override
    Buffers newCache() {
      return new After2();
    }
  }
}
