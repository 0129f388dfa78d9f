/** Holds the pools to what they owe. */
@NullMarked
package io.poolbench.scenarios.pool;

import org.jspecify.annotations.NullMarked;
