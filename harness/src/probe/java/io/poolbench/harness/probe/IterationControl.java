package io.poolbench.harness.probe;

import java.lang.reflect.Field;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Changes how many iterations JMH still runs, and how long the next one is. JMH reads both from the
 * parameters of the phase before each iteration and has no call that changes them, so their fields
 * are written; their names are the same in every JMH since 1.0.
 */
final class IterationControl {

  private final IterationParams params;
  private final Field count;
  private final Field time;

  private IterationControl(IterationParams params, Field count, Field time) {
    this.params = params;
    this.count = count;
    this.time = time;
  }

  /**
   * Takes control of a phase.
   *
   * @throws UnsupportedOperationException when this JMH or this JVM does not let it
   */
  static IterationControl of(IterationParams params) {
    try {
      Class<?> declaring = IterationParams.class;
      while (declaring != null && !declares(declaring, "timeValue")) {
        declaring = declaring.getSuperclass();
      }
      if (declaring == null) {
        throw new UnsupportedOperationException("this JMH has no IterationParams.timeValue");
      }
      IterationControl control =
          new IterationControl(
              params,
              open(declaring.getDeclaredField("count")),
              open(declaring.getDeclaredField("timeValue")));
      control.setCount(params.getCount());
      return control;
    } catch (ReflectiveOperationException | RuntimeException e) {
      throw new UnsupportedOperationException(
          "the length of JMH's iterations cannot be changed: " + e.getMessage(), e);
    }
  }

  private static boolean declares(Class<?> type, String name) {
    for (Field field : type.getDeclaredFields()) {
      if (field.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static Field open(Field field) {
    field.setAccessible(true);
    return field;
  }

  /** Sets how many iterations the phase has in all, those that are done included. */
  void setCount(int iterations) {
    set(count, iterations);
  }

  /** Sets how long the iterations are that have not begun. */
  void setTime(TimeValue length) {
    set(time, length);
  }

  private void set(Field field, Object value) {
    try {
      field.set(params, value);
    } catch (IllegalAccessException e) {
      throw new UnsupportedOperationException(e);
    }
  }
}
