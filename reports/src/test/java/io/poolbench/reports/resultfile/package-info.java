/** Every input format, its malformed forms included. */
@NullMarked
package io.poolbench.reports.resultfile;

import org.jspecify.annotations.NullMarked;
