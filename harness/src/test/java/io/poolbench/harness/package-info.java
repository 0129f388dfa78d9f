/** Holds the harness to what a run directory promises. */
@NullMarked
package io.poolbench.harness;

import org.jspecify.annotations.NullMarked;
