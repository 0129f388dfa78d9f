package io.poolbench.reports.gate;

/** Holds a question and its answer. */
public record Judgement(Question question, Verdict verdict) {}
