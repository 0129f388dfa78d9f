/**
 * The loop over trials: takes the next, runs it, records it, and says how long the rest takes and
 * what the forks of a run say of each other. Holds no statistics.
 */
@NullMarked
package io.poolbench.harness.run;

import org.jspecify.annotations.NullMarked;
