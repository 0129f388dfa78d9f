/** Holds the documentation to the commands: the only module that sees all of them. */
@NullMarked
package io.poolbench.scripts;

import org.jspecify.annotations.NullMarked;
