/**
 * The command {@code poolbench}: arguments enter, text and an exit code leave. The rooms hold the
 * commands, which lead the harness and the reports; these two know neither each other nor anything
 * here.
 */
@NullMarked
package io.poolbench.cli;

import org.jspecify.annotations.NullMarked;
