package io.poolbench.scenarios.hijackbuf;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.ConnectionReader;
import io.poolbench.scenarios.http.Hijacked;
import io.poolbench.scenarios.http.Takeover;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Ways to take a connection over that each owe one thing, as somebody might well write them. */
final class Faulty {

  private Faulty() {}

  static List<Taking> owing(Debt debt) {
    return switch (debt) {
      case WHAT_WAS_WRITTEN_OF_THE_RESPONSE_GOES_OUT_BEFORE_THE_HIJACKERS_BYTES ->
          List.of(new Taking(new ResetWithoutFlush()), new Taking(new NewWithoutFlush()));
      case BYTES_BEHIND_THE_REQUEST_ARE_THE_HIJACKERS,
          A_BYTE_THAT_WAS_READ_IN_THE_BACKGROUND_IS_THE_HIJACKERS ->
          List.of(new Taking(new After(), Faulty::withNewReader));
      case NOTHING_READS_IN_THE_BACKGROUND_ONCE_IT_IS_TAKEN ->
          List.of(new Taking(new After(), Faulty::readingOn));
      case THE_SERVER_NEVER_CLOSES_IT -> List.of(new Taking(new Closing()));
      case ITS_BUFFERS_NEVER_GO_TO_A_POOL -> List.of(new Taking(new Pooling()));
      case CONNECTION_REQUEST_AND_RESPONSE_ARE_COLLECTED_WHEN_THE_HANDLER_HAS_RETURNED ->
          List.of(
              new Taking(new Before()),
              new Taking(new WriterNotReset()),
              new Taking(new ReaderRemembers()));
    };
  }

  private static Hijacked withNewReader(Hijacked taken) {
    return new Hijacked(
        taken.transport(),
        new BufferedSource(taken.transport(), BufferedSource.SIZE),
        taken.sink());
  }

  private static Hijacked readingOn(Hijacked taken) {
    CountDownLatch reads = new CountDownLatch(1);
    Thread.startVirtualThread(
        () -> {
          try {
            taken
                .transport()
                .readUnless(
                    () -> {
                      reads.countDown();
                      return false;
                    },
                    new byte[1],
                    0,
                    1);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    try {
      reads.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return taken;
  }

  /** As After, unless something is overridden. */
  private static class LikeAfter implements Takeover {
    final After after = new After();

    @Override
    public BufferedSink sink(BufferedSink current, Transport transport) throws IOException {
      return after.sink(current, transport);
    }

    @Override
    public void handlerReturned(ConnectionReader reader) {
      after.handlerReturned(reader);
    }
  }

  private static final class ResetWithoutFlush extends LikeAfter {
    @Override
    public BufferedSink sink(BufferedSink current, Transport transport) {
      current.reset(transport);
      return current;
    }
  }

  private static final class NewWithoutFlush extends LikeAfter {
    @Override
    public BufferedSink sink(BufferedSink current, Transport transport) {
      return new BufferedSink(transport, BufferedSink.SIZE);
    }
  }

  private static final class WriterNotReset extends LikeAfter {
    @Override
    public BufferedSink sink(BufferedSink current, Transport transport) throws IOException {
      current.flush();
      return current;
    }
  }

  private static final class ReaderRemembers extends LikeAfter {
    @Override
    public void handlerReturned(ConnectionReader reader) {}
  }

  private static final class Closing extends LikeAfter {
    @Override
    public void handlerReturned(ConnectionReader reader) {
      try {
        reader.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Pooling extends LikeAfter {
    @Override
    public BufferedSink sink(BufferedSink current, Transport transport) throws IOException {
      BufferedSink taken = super.sink(current, transport);
      RecordingPool.CURRENT.recycle(current);
      return taken;
    }
  }
}
