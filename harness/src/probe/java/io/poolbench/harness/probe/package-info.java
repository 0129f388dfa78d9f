/**
 * The probe that runs in forks of external benchmarks too: loaded by the JMH of their jar, on the
 * JVM of its arm, so it is compiled for Java 11 and knows nothing but JMH's interface for
 * profilers, async-profiler and what counts objects. In comes a properties file with the request,
 * out goes another with what was found. It must not know the harness, which it cannot load.
 */
@NullMarked
package io.poolbench.harness.probe;

import org.jspecify.annotations.NullMarked;
