/**
 * The run directory, the only contract with reports: {@code run.json}, JMH's own JSON, Go benchmark
 * text, the sources of the variants. What trials have found enters, files leave: whole or not at
 * all, and of one writer at a time. Judges nothing.
 */
@NullMarked
package io.poolbench.harness.rundir;

import org.jspecify.annotations.NullMarked;
