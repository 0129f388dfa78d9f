/**
 * One fork of one arm: starts its JVM and reads what it found out. A trial enters, JMH's numbers
 * and what the probe saw inside the fork leave. Knows no schedule and no run directory.
 */
@NullMarked
package io.poolbench.harness.fork;

import org.jspecify.annotations.NullMarked;
