/** Tests of the HTML report, in the package they test. */
@NullMarked
package io.poolbench.reports.render.html;

import org.jspecify.annotations.NullMarked;
