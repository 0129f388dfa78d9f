/** Filters, projections and names. */
@NullMarked
package io.poolbench.reports.compare;

import org.jspecify.annotations.NullMarked;
