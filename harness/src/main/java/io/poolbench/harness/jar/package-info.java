/**
 * The jars of JMH, ours or anyone's: what an arm names, what its jars hold, and which benchmarks
 * two arms have in common. A command line's words enter, a {@link
 * io.poolbench.harness.jar.JarSuite} leaves. Measures nothing.
 */
@NullMarked
package io.poolbench.harness.jar;

import org.jspecify.annotations.NullMarked;
