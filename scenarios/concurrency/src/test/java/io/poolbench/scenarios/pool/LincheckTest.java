package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Concurrency;
import io.poolbench.scenarios.pool.RaceScene.Meanwhile;
import io.poolbench.scenarios.pool.RaceScene.Mode;
import io.poolbench.scenarios.pool.RaceScene.Return;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every interleaving of {@link RaceScene}, up to a number of switches between the threads. */
final class LincheckTest {

  private static final int INTERLEAVINGS = Concurrency.effort(100, 10_000);

  /** The search ends with the first that fails. */
  private static final int INTERLEAVINGS_OF_MISUSE = 2_000;

  private static final List<Actor> OWNER = List.of(actor("use"), actor("use"));

  @ParameterizedTest
  @EnumSource
  void noInterleavingGivesOneItemToTwoOrLosesOne(Mode mode) {
    search(INTERLEAVINGS, races(mode));
  }

  /** Or the search would not see what it is for. */
  @Test
  void anItemThatIsGivenBackTwiceIsFoundInTheHandsOfTwo() {
    ExecutionScenario race =
        race(Mode.PLAIN, List.of(List.of(actor("hold")), List.of(giveBackAndUse(Return.TWICE))));
    assertThatThrownBy(() -> search(INTERLEAVINGS_OF_MISUSE, List.of(race)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("two hold it");
  }

  private static void search(int interleavings, List<ExecutionScenario> races) {
    ModelCheckingOptions options =
        new ModelCheckingOptions()
            .iterations(0)
            .invocationsPerIteration(interleavings)
            .minimizeFailedScenario(false);
    races.forEach(options::addCustomScenario);
    options.check(RaceScene.class);
  }

  /** In every build the one that has most to fear: an item is handed over and given back. */
  private static List<ExecutionScenario> races(Mode mode) {
    List<Actor> second = List.of(giveBackAndUse(Return.RECYCLE));
    List<ExecutionScenario> all = new ArrayList<>();
    all.add(race(mode, List.of(OWNER, second)));
    for (Return how : List.of(Return.DISCARD, Return.REPLACE)) {
      all.add(race(mode, List.of(OWNER, List.of(giveBackAndUse(how)))));
    }
    for (Meanwhile what : Meanwhile.values()) {
      all.add(race(mode, List.of(OWNER, second, List.of(actor("meddle", what)))));
    }
    return Concurrency.effort(all.subList(0, 1), all);
  }

  private static ExecutionScenario race(Mode mode, List<List<Actor>> threads) {
    return new ExecutionScenario(
        List.of(actor("prepare", mode)), threads, List.of(actor("account")), null);
  }

  private static Actor giveBackAndUse(Return how) {
    return actor("giveBackAndUse", how);
  }

  private static Actor actor(String name, Object... arguments) {
    Method operation =
        Arrays.stream(RaceScene.class.getMethods())
            .filter(method -> method.getName().equals(name))
            .findFirst()
            .orElseThrow();
    return new Actor(operation, Arrays.asList(arguments));
  }
}
