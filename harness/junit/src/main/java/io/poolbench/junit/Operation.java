package io.poolbench.junit;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** The body of a test method, called without anything that would allocate besides. */
final class Operation {

  private final MethodHandle body;

  private Operation(MethodHandle body) {
    this.body = body;
  }

  static Operation of(ReflectiveInvocationContext<Method> test) throws IllegalAccessException {
    Method method = test.getExecutable();
    method.setAccessible(true);
    MethodHandle body = MethodHandles.lookup().unreflect(method);
    if (test.getTarget().isPresent()) {
      body = body.bindTo(test.getTarget().get());
    }
    body = MethodHandles.insertArguments(body, 0, test.getArguments().toArray());
    return new Operation(body.asType(MethodType.methodType(void.class)));
  }

  void run(long times) throws Throwable {
    for (long done = 0; done < times; done++) {
      body.invokeExact();
    }
  }
}
