/** What the tests of all commands share, and the arrows between them. */
@NullMarked
package io.poolbench.cli;

import org.jspecify.annotations.NullMarked;
