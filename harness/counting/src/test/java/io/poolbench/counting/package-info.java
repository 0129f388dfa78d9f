@NullMarked
package io.poolbench.counting;

import org.jspecify.annotations.NullMarked;
