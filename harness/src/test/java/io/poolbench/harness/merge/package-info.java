@NullMarked
package io.poolbench.harness.merge;

import org.jspecify.annotations.NullMarked;
