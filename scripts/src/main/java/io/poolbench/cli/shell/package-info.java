/**
 * Holds what poolbench and the shell that started it tell each other: exit codes, and that it is to
 * stop. Knows nothing of any command.
 */
@NullMarked
package io.poolbench.cli.shell;

import org.jspecify.annotations.NullMarked;
