@NullMarked
package io.poolbench.harness.rundir;

import org.jspecify.annotations.NullMarked;
