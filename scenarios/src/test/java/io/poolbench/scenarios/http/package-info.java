/** Holds the HTTP/1 core to the protocol. */
@NullMarked
package io.poolbench.scenarios.http;

import org.jspecify.annotations.NullMarked;
