/**
 * Several run directories as one, the same bytes whatever their order. Refuses what are no parts of
 * one run.
 */
@NullMarked
package io.poolbench.harness.merge;

import org.jspecify.annotations.NullMarked;
