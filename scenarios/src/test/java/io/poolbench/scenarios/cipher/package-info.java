/** What pooled ciphers owe. */
@NullMarked
package io.poolbench.scenarios.cipher;

import org.jspecify.annotations.NullMarked;
