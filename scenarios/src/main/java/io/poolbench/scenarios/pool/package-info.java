/** The pools themselves: what the After variants take from and recycle to. Knows no technique. */
@NullMarked
package io.poolbench.scenarios.pool;

import org.jspecify.annotations.NullMarked;
