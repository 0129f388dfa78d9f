/**
 * The part of the probe that looks at the allocations of the JVM that it runs in: its heap, its
 * counters, its compilers. Loaded into forks of external benchmarks too, so it is compiled for Java
 * 11 and knows the JDK alone.
 */
@NullMarked
package io.poolbench.counting.probe;

import org.jspecify.annotations.NullMarked;
