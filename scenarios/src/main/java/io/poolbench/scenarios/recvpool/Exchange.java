package io.poolbench.scenarios.recvpool;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A READ under way, and the place where its answer comes. Either the answer gets there or the
 * reader gives up, never both: one that comes too late is refused, and still the receiver's.
 */
final class Exchange {

  private final long id;
  private final long offset;
  private final int length;
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();

  /**
   * @param offset of the first byte in the file
   * @param length bytes to be read at most
   */
  Exchange(long id, long offset, int length) {
    this.id = id;
    this.offset = offset;
    this.length = length;
  }

  long id() {
    return id;
  }

  long offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /** False when the reader has given up: the answer remains the caller's. */
  boolean deliver(Answer arrived) {
    return answer.complete(arrived);
  }

  void fail(IOException cause) {
    answer.completeExceptionally(cause);
  }

  /**
   * Gives up. If the answer is there already, that race is lost, and the answer is left to the
   * collector: whether somebody is about to take it is not known here.
   */
  void cancel() {
    answer.cancel(false);
  }

  /**
   * Waits for the answer, which is the caller's then.
   *
   * @throws IOException when the connection failed
   * @throws InterruptedException when the thread was interrupted; the READ is given up
   */
  Answer await() throws IOException, InterruptedException {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      cancel();
      throw e;
    } catch (ExecutionException e) {
      throw new IOException("no answer came: " + e.getMessage(), e.getCause());
    }
  }
}
