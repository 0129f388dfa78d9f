/** Layout details that golden files do not show. */
@NullMarked
package io.poolbench.reports.render;

import org.jspecify.annotations.NullMarked;
