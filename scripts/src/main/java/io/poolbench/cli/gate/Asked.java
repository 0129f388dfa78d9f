package io.poolbench.cli.gate;

import io.poolbench.reports.gate.Questions;
import io.poolbench.reports.model.ResultSet;

/** Says what a gate asks of the forks of its run, up to a number of them per arm. */
@FunctionalInterface
interface Asked {
  Questions of(ResultSet results, int forks);
}
