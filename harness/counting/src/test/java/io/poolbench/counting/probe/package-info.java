@NullMarked
package io.poolbench.counting.probe;

import org.jspecify.annotations.NullMarked;
