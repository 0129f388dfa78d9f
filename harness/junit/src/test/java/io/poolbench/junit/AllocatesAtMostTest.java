package io.poolbench.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Real forks of tests whose allocations are known. */
final class AllocatesAtMostTest {

  private static TestExecutionResult result(Class<?> type, String method) {
    List<TestExecutionResult> results = new ArrayList<>();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectMethod(type, method))
                .configurationParameter(AllocationLimit.SECONDS, "20")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                  results.add(result);
                }
              }
            });
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  private static Throwable thrown(String method) {
    return result(Examples.class, method).getThrowable().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pooled", "removedByTheCompiler", "one", "everySecond"})
  void aLimitThatIsKeptPasses(String method) {
    assertThat(result(Examples.class, method)).isEqualTo(TestExecutionResult.successful());
  }

  @Test
  void aTestOfANestedClassAndOneWithArgumentsAreCounted() {
    assertThat(result(Examples.Inner.class, "ofANestedClass").getThrowable()).isEmpty();
    assertThat(result(Examples.class, "withAnArgument(int)").getThrowable()).isEmpty();
  }
}
