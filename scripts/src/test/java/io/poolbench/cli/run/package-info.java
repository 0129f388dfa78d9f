/** Mistakes with the commands that measure: one clear line each, and nothing measured. */
@NullMarked
package io.poolbench.cli.run;

import org.jspecify.annotations.NullMarked;
