/** What pooled direct buffers owe. */
@NullMarked
package io.poolbench.scenarios.directbuffer;

import org.jspecify.annotations.NullMarked;
