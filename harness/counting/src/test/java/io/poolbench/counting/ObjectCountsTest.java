package io.poolbench.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.counting.ObjectCounts.Tally;
import java.util.Properties;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** Reads replies of the probe that are made by hand, so that the slope is known. */
final class ObjectCountsTest {

  private static final long[] OPERATIONS = {120, 610, 250, 870, 360, 990, 480, 740};

  private final Properties reply = new Properties();

  ObjectCountsTest() {
    StringBuilder operations = new StringBuilder();
    for (long each : OPERATIONS) {
      operations.append(operations.isEmpty() ? "" : " ").append(each);
    }
    reply.setProperty("operations", operations.toString());
  }

  private void allocated(String type, int bytes, LongUnaryOperator objects) {
    StringBuilder counts = new StringBuilder();
    for (int at = 0; at < OPERATIONS.length; at++) {
      long count = objects.applyAsLong(OPERATIONS[at]);
      counts.append(counts.isEmpty() ? "" : " ").append(at).append(':').append(count);
      counts.append(':').append(count * bytes);
    }
    reply.setProperty("count." + type, counts.toString());
  }

  private ObjectCounts counts() {
    return ObjectCounts.of(reply);
  }

  @Test
  void whatEveryIterationAllocatesOnceCancelsOut() {
    allocated("[B", 232, operations -> operations + 11);
    allocated("java.lang.String", 24, operations -> operations + 8);
    allocated("org.openjdk.jmh.Result", 40, _operations -> 160);
    assertThat(counts().classes())
        .containsExactly(new Tally("byte[]", 1, 232), new Tally("java.lang.String", 1, 24));
    assertThat(counts().objects()).isEqualTo(2);
    assertThat(counts().bytes()).isEqualTo(256);
  }

  @Test
  void aClassThatIsLoadedInTwoIterationsBendsNothing() {
    allocated("[B", 1016, operations -> 17 * operations + (operations == 610 ? 2000 : 0));
    allocated("java.lang.Object", 16, operations -> operations == 250 ? 500 : 0);
    assertThat(counts().classes()).containsExactly(new Tally("byte[]", 17, 17272));
  }

  @Test
  void aFewStraysInEveryIterationLeaveANumberWhole() {
    allocated("[I", 24, operations -> 3 * operations + operations % 4);
    assertThat(counts().objects()).isEqualTo(3);
  }

  @Test
  void anEighthOfAnObjectStaysAnEighth() {
    allocated("[B", 1016, operations -> operations / 8);
    assertThat(counts().objects()).isEqualTo(0.125, within(0.005));
  }

  @Test
  void whatIsNearlyWholeStaysAsItIs() {
    allocated("java.lang.Long", 24, operations -> Math.round(6.97 * operations));
    assertThat(counts().objects()).isEqualTo(6.97, within(0.005));
  }

  @Test
  void fillersOfAnOlderJvmAreNotTheOperations() {
    reply.setProperty("fillers", "unnamed");
    allocated("[I", 24, operations -> 3 * operations + operations / 50);
    allocated("[B", 24, operations -> operations + operations / 50);
    assertThat(counts().objects()).isEqualTo(3 + 1.02, within(0.002));
  }

  @Test
  void largeFillersOfAnOlderJvmAreNotTheOperations() {
    reply.setProperty("fillers", "unnamed");
    allocated("[I", 1 << 20, operations -> operations / 100);
    assertThat(counts().classes()).isEmpty();
  }

  @Test
  void rareObjectsThatAreLargeCountAsBytes() {
    reply.setProperty("operations", "3000 15000 6000 21000 9000 24000 12000 18000");
    reply.setProperty(
        "count.[B",
        "0:3:3145728 1:15:15728640 2:6:6291456 3:21:22020096 4:9:9437184 5:24:25165824"
            + " 6:12:12582912 7:18:18874368");
    assertThat(counts().bytes()).isEqualTo(1048.576, within(0.01));
    assertThat(counts().objects()).isEqualTo(0.001, within(0.0001));
  }

  @Test
  void objectsThatAnIterationLacksAreNone() {
    allocated("[B", 32, operations -> -operations);
    assertThat(counts().classes()).isEmpty();
  }

  @Test
  void hiddenClassesOfOneNameAreOne() {
    allocated("sample.Server$$Lambda/0x0000000077097aa0", 16, operations -> operations);
    allocated("sample.Server$$Lambda$14/0x0000000800c03000", 16, operations -> operations);
    assertThat(counts().classes()).containsExactly(new Tally("sample.Server$$Lambda", 2, 32));
  }

  @Test
  void threeOperationsAreTooFewToRoundToAWholeNumber() {
    reply.setProperty("operations", "1 2 3 4");
    reply.setProperty("count.[B", "0:5:160 1:8:256 2:14:448 3:17:544");
    assertThat(counts().objects()).isEqualTo(4, within(1.0)).isNotNaN();
  }
}
