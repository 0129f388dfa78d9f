/** Statistics against independent oracles: enumeration, commons-statistics, benchstat. */
@NullMarked
package io.poolbench.reports.stats;

import org.jspecify.annotations.NullMarked;
