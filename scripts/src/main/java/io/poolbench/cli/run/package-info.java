/**
 * Holds the commands that measure, and that put measured runs together. Options enter and become a
 * run of the harness; its run directory, a table and a page leave.
 */
@NullMarked
package io.poolbench.cli.run;

import org.jspecify.annotations.NullMarked;
