/**
 * Holds the commands that judge. Results enter, or revisions and jars, which the harness then
 * measures; verdicts and an exit code leave.
 */
@NullMarked
package io.poolbench.cli.gate;

import org.jspecify.annotations.NullMarked;
