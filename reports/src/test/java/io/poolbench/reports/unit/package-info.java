/** Units and decimals against exact arithmetic and benchstat. */
@NullMarked
package io.poolbench.reports.unit;

import org.jspecify.annotations.NullMarked;
