/** Holds the pipe pool to its promises, on real pipes and sockets. */
@NullMarked
package io.poolbench.scenarios.pipepool;

import org.jspecify.annotations.NullMarked;
