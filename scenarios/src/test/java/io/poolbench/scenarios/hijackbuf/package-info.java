/** What taking over a connection owes. */
@NullMarked
package io.poolbench.scenarios.hijackbuf;

import org.jspecify.annotations.NullMarked;
