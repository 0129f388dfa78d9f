/** Holds the pools that are compared to what makes them comparable. */
@NullMarked
package io.poolbench.scenarios.whichpool;

import org.jspecify.annotations.NullMarked;
