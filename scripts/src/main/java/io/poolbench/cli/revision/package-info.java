/**
 * Makes jars of the revisions of a project. References of git enter; jars of benchmarks leave, each
 * built in a worktree of its own. Starts programs as the harness does; knows nothing of what is
 * measured or judged.
 */
@NullMarked
package io.poolbench.cli.revision;

import org.jspecify.annotations.NullMarked;
