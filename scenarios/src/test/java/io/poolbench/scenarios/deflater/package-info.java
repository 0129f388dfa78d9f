/** What pooled deflaters owe. */
@NullMarked
package io.poolbench.scenarios.deflater;

import org.jspecify.annotations.NullMarked;
