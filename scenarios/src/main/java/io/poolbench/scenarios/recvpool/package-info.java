/** Receive buffers. */
@NullMarked
package io.poolbench.scenarios.recvpool;

import org.jspecify.annotations.NullMarked;
