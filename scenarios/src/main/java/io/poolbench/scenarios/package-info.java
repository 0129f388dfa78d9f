/**
 * The catalogue of pooling techniques in plain Java. Nothing enters; what leaves is, for every
 * {@link io.poolbench.scenarios.Technique}, its workloads before and after the pooling change.
 * Knows no JMH, no harness and no report, and no technique knows another.
 */
@NullMarked
package io.poolbench.scenarios;

import org.jspecify.annotations.NullMarked;
