package io.poolbench.harness.probe;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.profile.InternalProfiler;

/** Makes JMH's profiler of collections, whose constructor has changed over the years. */
final class GcProfiler {

  private GcProfiler() {}

  /** Makes the profiler, or returns null where this JMH's cannot be made. */
  static @Nullable InternalProfiler create() {
    try {
      return GCProfiler.class.getConstructor(String.class).newInstance("");
    } catch (NoSuchMethodException e) {
      return withoutOptions();
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static @Nullable InternalProfiler withoutOptions() {
    try {
      return GCProfiler.class.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
