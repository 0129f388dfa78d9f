/** Holds bufioreuse to its seed and to what upstream got wrong. */
@NullMarked
package io.poolbench.scenarios.bufioreuse;

import org.jspecify.annotations.NullMarked;
