/**
 * Holds what was measured, as plain data: result files enter through {@code resultfile}, every
 * later stage reads it. Knows no file format, no statistics and no layout.
 */
@NullMarked
package io.poolbench.reports.model;

import org.jspecify.annotations.NullMarked;
