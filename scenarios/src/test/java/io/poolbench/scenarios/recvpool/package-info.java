/** Holds recvpool to its seed, and to what is still wrong upstream. */
@NullMarked
package io.poolbench.scenarios.recvpool;

import org.jspecify.annotations.NullMarked;
