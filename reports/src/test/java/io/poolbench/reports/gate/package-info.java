/** The gate's rules, fact by fact, and its error rates where the truth is known. */
@NullMarked
package io.poolbench.reports.gate;

import org.jspecify.annotations.NullMarked;
