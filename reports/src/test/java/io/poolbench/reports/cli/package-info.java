/** The command from end to end, against files and against what benchstat printed. */
@NullMarked
package io.poolbench.reports.cli;

import org.jspecify.annotations.NullMarked;
