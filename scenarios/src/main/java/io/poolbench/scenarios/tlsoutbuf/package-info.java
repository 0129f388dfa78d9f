/** The TLS record buffer, kept per connection or borrowed per write. */
@NullMarked
package io.poolbench.scenarios.tlsoutbuf;

import org.jspecify.annotations.NullMarked;
