/** The gate from end to end; what runs is scripted. */
@NullMarked
package io.poolbench.cli.gate;

import org.jspecify.annotations.NullMarked;
