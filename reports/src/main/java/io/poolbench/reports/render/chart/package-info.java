/**
 * Charts as inline SVG. A {@link Panel}, {@link Forest} or {@link Sequence} of numbers enters, an
 * SVG element leaves that takes its colours from the CSS of the page and its layout from nothing
 * but the numbers: no locale, no installed font. It must not know what was measured, nor how it was
 * tested.
 */
@NullMarked
package io.poolbench.reports.render.chart;

import org.jspecify.annotations.NullMarked;
