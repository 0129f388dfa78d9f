/**
 * Samples enter, summaries and comparisons leave. Pure arithmetic on doubles: knows no file, no
 * format and no benchmark.
 */
@NullMarked
package io.poolbench.reports.stats;

import org.jspecify.annotations.NullMarked;
