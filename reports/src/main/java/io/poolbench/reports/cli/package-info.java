/**
 * Wiring only: arguments enter, the stages of {@code resultfile}, {@code compare}, {@code view} and
 * {@code render} run, text and an exit code leave. No number and no layout is decided here, and
 * nothing may depend on it.
 */
@NullMarked
package io.poolbench.reports.cli;

import org.jspecify.annotations.NullMarked;
