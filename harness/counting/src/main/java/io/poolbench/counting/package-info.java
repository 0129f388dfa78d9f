/**
 * The objects that an operation allocates, from what the probe saw of stretches of different
 * length. Shared by the harness and by the limits of unit tests; knows neither JMH nor a run.
 */
@NullMarked
package io.poolbench.counting;

import org.jspecify.annotations.NullMarked;
