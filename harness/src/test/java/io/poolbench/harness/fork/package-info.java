@NullMarked
package io.poolbench.harness.fork;

import org.jspecify.annotations.NullMarked;
