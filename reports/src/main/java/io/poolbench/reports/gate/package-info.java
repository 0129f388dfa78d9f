/**
 * Judges benchmarks: baseline and candidate forks enter, verdicts leave: regressed, improved,
 * unchanged, inconclusive or refused. Knows no file, no format and no process; whoever runs forks
 * asks {@link io.poolbench.reports.gate.Gate} after each look which benchmarks need more of them.
 */
@NullMarked
package io.poolbench.reports.gate;

import org.jspecify.annotations.NullMarked;
