/** Formats against their schemas. */
@NullMarked
package io.poolbench.reports.render;

import org.jspecify.annotations.NullMarked;
