package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.tlsoutbuf.BrokenWriters.Borrowers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each invariant has a test that a variant which breaks it does not pass. */
@Timeout(60)
final class InvariantsTest {

  interface Check {
    void on(BorrowingTest borrowing) throws Exception;
  }

  private static Arguments broken(String invariant, Borrowers breaking, Check check) {
    return Arguments.of(invariant, breaking, check);
  }

  private static Stream<Arguments> broken() {
    return Stream.of(
        broken(
            "taken and recycled under the write lock",
            BrokenWriters::unlocked,
            BorrowingTest::theBufferIsTakenAndRecycledUnderTheWriteLock),
        broken(
            "data and alert never share a buffer",
            BrokenWriters::unlocked,
            BorrowingTest::dataAndAlertNeverShareABuffer),
        broken(
            "held for as long as it is written to",
            BrokenWriters::early,
            BorrowingTest::theBufferIsTakenAndRecycledUnderTheWriteLock),
        broken(
            "recycled when the sink fails",
            BrokenWriters::forgetful,
            BorrowingTest::theBufferIsRecycledWhenTheSinkFails),
        broken(
            "recycled when the sink fails after a partial write",
            BrokenWriters::forgetful,
            BorrowingTest::theBufferIsRecycledWhenTheSinkFailsAfterAPartialWrite),
        broken(
            "recycled when there is an error",
            BrokenWriters::forgetful,
            BorrowingTest::theBufferIsRecycledWhenThereIsAnError),
        broken(
            "recycled when the connection is closed",
            BrokenWriters::forgetful,
            BorrowingTest::theBufferIsRecycledWhenTheConnectionIsClosed),
        broken(
            "recycled when the engine fails",
            BrokenWriters::forgetful,
            BorrowingTest::theBufferIsRecycledWhenTheEngineFails),
        broken(
            "recycled when the socket is closed",
            BrokenWriters::forgetful,
            BorrowingTest::theBufferIsRecycledWhenTheSocketIsClosedUnderAWriteThatHangs),
        broken(
            "kept until a partial write is flushed",
            BrokenWriters::hasty,
            BorrowingTest::aPartialWriteHoldsTheBufferUntilItIsFlushed),
        broken(
            "nothing aliases it once it is recycled",
            BrokenWriters::aliasing,
            BorrowingTest::nobodyWritesIntoARecordThatWaitsForASocket),
        broken(
            "grown, it goes back through the same holder",
            BrokenWriters::rewrapping,
            BorrowingTest::whatHasGrownGoesBackInTheHolderThatWasTaken));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void aVariantThatBreaksItIsFoundOut(String invariant, Borrowers breaking, Check check)
      throws Exception {
    assertThatCode(() -> run(After::new, check)).as(invariant).doesNotThrowAnyException();
    assertThatThrownBy(() -> run(breaking, check)).as(invariant).isNotNull();
  }

  private static void run(Borrowers borrowers, Check check) throws Exception {
    BorrowingTest borrowing = new BorrowingTest();
    try {
      borrowing.borrowers = borrowers;
      check.on(borrowing);
    } finally {
      borrowing.close();
    }
  }
}
