/**
 * Tells what a run means. A run directory, Go benchmark text or JMH JSON enters; a table in text,
 * CSV, Markdown, JSON or HTML leaves. The packages are the stages: {@code resultfile} reads, {@code
 * compare} pairs with the help of {@code stats}, {@code view} labels and scales, {@code render}
 * writes. Nothing here knows JMH, the harness, a technique or a command: files are the only
 * contract.
 */
@NullMarked
package io.poolbench.reports;

import org.jspecify.annotations.NullMarked;
