@NullMarked
package io.poolbench.harness.jar;

import org.jspecify.annotations.NullMarked;
