package io.poolbench.reports.view;

/** A name and its value, both as text. */
public record Fact(String name, String value) {}
