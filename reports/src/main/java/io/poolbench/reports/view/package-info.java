/**
 * Compared tables enter, a ReportModel leaves: labelled, scaled and ordered cells, with the raw
 * numbers beside them for charts. Every number that a reader sees gets its digits here, so that all
 * formats show the same ones. Knows no output format.
 */
@NullMarked
package io.poolbench.reports.view;

import org.jspecify.annotations.NullMarked;
