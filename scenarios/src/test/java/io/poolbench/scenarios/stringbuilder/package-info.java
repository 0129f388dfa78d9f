/** What pooled builders owe. */
@NullMarked
package io.poolbench.scenarios.stringbuilder;

import org.jspecify.annotations.NullMarked;
