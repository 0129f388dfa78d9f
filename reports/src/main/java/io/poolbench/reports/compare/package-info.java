/**
 * Pairs measurements: a ResultSet and a Grouping enter, tables of summarized and compared samples
 * leave. Knows no file format and no layout: nothing here is rounded, scaled or aligned.
 */
@NullMarked
package io.poolbench.reports.compare;

import org.jspecify.annotations.NullMarked;
