/**
 * The plan of a run: arms, the settings of their JVMs, trials and the order in which they run,
 * shards. The catalogue enters, a list of pending trials leaves. Knows no process and no file.
 */
@NullMarked
package io.poolbench.harness.plan;

import org.jspecify.annotations.NullMarked;
