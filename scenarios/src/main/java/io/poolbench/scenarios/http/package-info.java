/**
 * The core of an HTTP/1 server, shared by the techniques that were found in one. Transports (a
 * socket, or memory) enter, responses leave through them; where a connection's buffers come from is
 * told by {@link io.poolbench.scenarios.http.Buffers}, the one thing that techniques vary. Knows no
 * technique.
 */
@NullMarked
package io.poolbench.scenarios.http;

import org.jspecify.annotations.NullMarked;
