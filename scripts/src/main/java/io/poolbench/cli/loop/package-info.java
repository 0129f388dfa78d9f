/**
 * Runs the one loop of everything that measures: which trial next, run it, record it, decide. An
 * inquiry enters, the results that answer it leave.
 */
@NullMarked
package io.poolbench.cli.loop;

import org.jspecify.annotations.NullMarked;
