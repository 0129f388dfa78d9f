/**
 * Commands that show what was measured. Results and recordings enter; the stages of {@code
 * resultfile}, {@code compare}, {@code view} and {@code render} run, and tables and pages leave.
 * Knows nothing of the harness.
 */
@NullMarked
package io.poolbench.cli.report;

import org.jspecify.annotations.NullMarked;
