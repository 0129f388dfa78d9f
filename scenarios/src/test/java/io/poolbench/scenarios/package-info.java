/** Holds every technique of the catalogue to what every pool owes. */
@NullMarked
package io.poolbench.scenarios;

import org.jspecify.annotations.NullMarked;
