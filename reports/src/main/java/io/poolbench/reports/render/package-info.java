/**
 * A ReportModel enters, text leaves: for terminals, CSV, Markdown, JSON. Sees the ReportModel alone
 * and computes no number.
 *
 * <p>Text and CSV are benchstat's to the character (golang/perf 712aea8), so that tools and eyes
 * trained on it need not change. Where benchstat is wrong, we differ, and only there:
 *
 * <ul>
 *   <li>p of unequal sizes with ties is twice the smaller tail, at most 1; benchstat may take the
 *       wrong tail, print 1.750 or leave out a p of 0.
 *   <li>A value of 0 is converted to the base unit like any other and stays in its table.
 *   <li>A line with a value that is not finite is refused; benchstat hangs on NaN.
 *   <li>The median's interval for 21 to 30 values is decided by exact binomial masses, not by
 *       rounding noise: 7 to 17 and not 8 to 18 for n = 24.
 *   <li>The interval of a negative center is a positive percentage.
 *   <li>Tables come in order of first appearance of their configuration, not of its characters.
 *   <li>The rule over a column without comparisons is as wide as its head.
 *   <li>CSV warnings name cells beyond column Z as spreadsheets do.
 *   <li>Lines may have any length; UTF-16 and byte order marks are understood.
 *   <li>A first column that lacks a metric, and inputs of which nothing could be compared, are
 *       findings; the latter, input without a result and wrong usage end with exit code 2, not 0.
 *   <li>Regular expressions of filters are Java's, which differ from Go's in rare constructs.
 * </ul>
 *
 * <p>Kept as they are, because output equal to the character is worth more: {@code p=0.000} for a
 * small p (and not {@code p<0.001}), no p at all for one that underflows to 0, CSV rows that end at
 * their last present cell, scaled values without a unit letter, and geometric means with Go's own
 * exp and log, whose last digits are not Java's.
 */
@NullMarked
package io.poolbench.reports.render;

import org.jspecify.annotations.NullMarked;
