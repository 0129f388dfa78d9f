/** Pipes under splice(2). */
@NullMarked
package io.poolbench.scenarios.pipepool;

import org.jspecify.annotations.NullMarked;
