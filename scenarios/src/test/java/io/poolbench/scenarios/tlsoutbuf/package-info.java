/** What the pooled record buffer owes, over real TLS and real sockets. */
@NullMarked
package io.poolbench.scenarios.tlsoutbuf;

import org.jspecify.annotations.NullMarked;
