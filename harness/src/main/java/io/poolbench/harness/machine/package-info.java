/**
 * The machine that measures: its processes, its load, its lock, what of it the numbers depend on.
 * Knows neither plans nor trials.
 */
@NullMarked
package io.poolbench.harness.machine;

import org.jspecify.annotations.NullMarked;
