/** x. */
@NullMarked
package io.poolbench.harness;

import org.jspecify.annotations.NullMarked;
