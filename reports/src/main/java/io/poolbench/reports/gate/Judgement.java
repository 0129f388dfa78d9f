package io.poolbench.reports.gate;

/** A question and its answer. */
public record Judgement(Question question, Verdict verdict) {}
