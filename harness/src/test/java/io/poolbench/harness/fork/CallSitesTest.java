package io.poolbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.counting.ObjectCounts;
import io.poolbench.counting.ObjectCounts.Tally;
import io.poolbench.harness.fork.CallSites.Site;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CallSitesTest {

  private static final CallSites RECORDED =
      new CallSites(
          100,
          List.of(
              new Site("byte[]", "a.B.large:1", 1, 16400),
              new Site("byte[]", "a.B.small:2", 9, 400)));

  @Test
  void objectsAndBytesAreSharedOutEachByItsOwnSum() {
    CallSites scaled = RECORDED.scaledTo(new ObjectCounts(List.of(new Tally("byte[]", 20, 33600))));
    assertThat(scaled.sites())
        .containsExactly(
            new Site("byte[]", "a.B.large:1", 2, 32800),
            new Site("byte[]", "a.B.small:2", 18, 800));
  }

  @Test
  void whatTheCompilerRemovesIsNotThere() {
    assertThat(RECORDED.scaledTo(new ObjectCounts(List.of())).sites()).isEmpty();
  }

  @Test
  void whatWasCountedAndNotRecordedIsTold() {
    CallSites scaled = RECORDED.scaledTo(new ObjectCounts(List.of(new Tally("a.Hidden", 1, 16))));
    assertThat(scaled.sites()).containsExactly(new Site("a.Hidden", "(not recorded)", 1, 16));
  }
}
