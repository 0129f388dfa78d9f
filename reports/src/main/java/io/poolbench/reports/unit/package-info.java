/**
 * Units as written enter, base units and their factors leave; numbers enter, decimals with an SI or
 * IEC prefix leave. Knows no benchmark and no table.
 */
@NullMarked
package io.poolbench.reports.unit;

import org.jspecify.annotations.NullMarked;
