/**
 * The loop over trials: which is next, run it, record it, say how long it still takes; and what the
 * forks of a run say of each other. Holds no statistics.
 */
@NullMarked
package io.poolbench.harness.run;

import org.jspecify.annotations.NullMarked;
