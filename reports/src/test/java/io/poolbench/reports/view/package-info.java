/** Tests of the view, in the package they test. */
@NullMarked
package io.poolbench.reports.view;

import org.jspecify.annotations.NullMarked;
