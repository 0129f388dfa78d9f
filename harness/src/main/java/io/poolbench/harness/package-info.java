/**
 * The harness measures, in rooms: {@code plan} says which trials there are, {@code jar} what
 * anyone's jars hold, {@code fork} runs one trial in a JVM of its own with the probe inside, {@code
 * run} loops over them, {@code rundir} records, {@code merge} puts runs together, {@code machine}
 * knows what numbers depend on. Here stand only the classes whose names other revisions know: the
 * benchmark that runs every technique, the program that lists them, and the gate's own benchmarks.
 */
@NullMarked
package io.poolbench.harness;

import org.jspecify.annotations.NullMarked;
