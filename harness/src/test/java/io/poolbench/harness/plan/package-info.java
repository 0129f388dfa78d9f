@NullMarked
package io.poolbench.harness.plan;

import org.jspecify.annotations.NullMarked;
