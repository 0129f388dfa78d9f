/** What a kept cipher owes. */
@NullMarked
package io.poolbench.scenarios.cipher;

import org.jspecify.annotations.NullMarked;
