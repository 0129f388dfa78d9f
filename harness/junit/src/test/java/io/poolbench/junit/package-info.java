@NullMarked
package io.poolbench.junit;

import org.jspecify.annotations.NullMarked;
