@NullMarked
package io.poolbench.harness.probe;

import org.jspecify.annotations.NullMarked;
