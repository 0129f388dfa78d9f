/** Holds the pools to what they owe: alone, under conflict, and in JVMs with each collector. */
@NullMarked
package io.poolbench.scenarios.pool;

import org.jspecify.annotations.NullMarked;
