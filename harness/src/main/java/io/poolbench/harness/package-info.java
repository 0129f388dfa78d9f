/**
 * How it is measured. A {@link io.poolbench.harness.RunPlan} and the catalogue of scenarios, or the
 * JMH jars of another project, enter; a run directory leaves: JMH's own JSON, Go benchmark text,
 * logs, and {@code run.json} with the plan, the environment and the fate of every trial. Run
 * directories of several machines enter too, and leave as one. Who is above begins a {@link
 * io.poolbench.harness.Run}, or resumes one and extends it, and lets a {@link
 * io.poolbench.harness.Measurement} measure it. Knows nothing of commands or reports and holds no
 * statistics: a value per fork is recorded, never judged.
 */
@NullMarked
package io.poolbench.harness;

import org.jspecify.annotations.NullMarked;
