@NullMarked
package io.poolbench.harness.run;

import org.jspecify.annotations.NullMarked;
