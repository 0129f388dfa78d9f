/** Tests of what poolbench and a shell tell each other. */
@NullMarked
package io.poolbench.cli.shell;

import org.jspecify.annotations.NullMarked;
