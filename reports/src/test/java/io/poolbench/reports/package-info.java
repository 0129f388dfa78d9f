/** The arrows between packages. */
@NullMarked
package io.poolbench.reports;

import org.jspecify.annotations.NullMarked;
