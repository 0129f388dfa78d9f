/** Real repositories and real builds. */
@NullMarked
package io.poolbench.cli.revision;

import org.jspecify.annotations.NullMarked;
