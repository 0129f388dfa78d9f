package io.poolbench.junit;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a test in a JVM of its own and, when it is in that one, its body as an operation. */
final class AllocationLimit implements InvocationInterceptor {

  /** The configuration parameter of the seconds after which a test has to have ended. */
  static final String SECONDS = "poolbench.allocations.seconds";

  private static final long DEFAULT_SECONDS = 30;

  @Override
  public void interceptBeforeEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    aroundTest(invocation);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    aroundTest(invocation);
  }

  private static void aroundTest(Invocation<@Nullable Void> invocation) throws Throwable {
    if (CountingFork.isThisJvm()) {
      invocation.proceed();
    } else {
      invocation.skip();
    }
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    test(invocation, method, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    test(invocation, method, context);
  }

  @Override
  public <T extends @Nullable Object> T interceptTestFactoryMethod(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context) {
    throw new ExtensionConfigurationException(
        name(context) + ": @AllocatesAtMost does not support @TestFactory; annotate a @Test");
  }

  private static void test(
      Invocation<@Nullable Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    invocation.skip();
    Limit limit = limit(context);
    if (CountingFork.isThisJvm()) {
      CountingFork.watch(Thread.currentThread(), name(context));
      limit.check(Operation.of(method));
      return;
    }
    long seconds =
        context.getConfigurationParameter(SECONDS, Long::valueOf).orElse(DEFAULT_SECONDS);
    Throwable failure = Fork.run(context.getUniqueId(), name(context), seconds);
    if (failure != null) {
      throw failure;
    }
  }

  private static Limit limit(ExtensionContext context) {
    AllocatesAtMost most =
        AnnotationSupport.findAnnotation(context.getElement(), AllocatesAtMost.class)
            .orElseThrow(
                () ->
                    new ExtensionConfigurationException(
                        name(context) + " has no @AllocatesAtMost: annotate it, not @ExtendWith"));
    if (most.objects() == Double.POSITIVE_INFINITY && most.bytes() == Double.POSITIVE_INFINITY) {
      throw new ExtensionConfigurationException(
          name(context) + ": @AllocatesAtMost sets no limit; say objects = or bytes =");
    }
    if (!(most.objects() >= 0) || !(most.bytes() >= 0)) {
      throw new ExtensionConfigurationException(
          name(context) + ": a limit of @AllocatesAtMost is below 0; say 0 or more");
    }
    return new Limit(name(context), most.objects(), most.bytes());
  }

  private static String name(ExtensionContext context) {
    return context.getRequiredTestClass().getName()
        + "."
        + context.getRequiredTestMethod().getName()
        + "()";
  }
}
