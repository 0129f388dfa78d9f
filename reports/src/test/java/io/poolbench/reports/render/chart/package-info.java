/** Tests of the charts, in the package they test. */
@NullMarked
package io.poolbench.reports.render.chart;

import org.jspecify.annotations.NullMarked;
