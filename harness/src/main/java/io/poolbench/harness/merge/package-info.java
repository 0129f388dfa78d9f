/**
 * The merger of several run directories into one, the same bytes whatever their order. Refuses what
 * are no parts of one run.
 */
@NullMarked
package io.poolbench.harness.merge;

import org.jspecify.annotations.NullMarked;
