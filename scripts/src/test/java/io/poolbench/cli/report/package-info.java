/** The commands from end to end, against files and against what benchstat printed. */
@NullMarked
package io.poolbench.cli.report;

import org.jspecify.annotations.NullMarked;
