/**
 * What a reader is shown, format apart. Comparisons enter; labelled, scaled and ordered cells
 * leave, as the text of benchstat's table and as the numbers behind it. It must not know a
 * renderer.
 */
@NullMarked
package io.poolbench.reports.view;

import org.jspecify.annotations.NullMarked;
