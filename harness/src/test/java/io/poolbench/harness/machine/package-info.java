@NullMarked
package io.poolbench.harness.machine;

import org.jspecify.annotations.NullMarked;
