/**
 * The only parser: Go benchmark text, JMH JSON and poolbench run directories enter, a ResultSet in
 * base units leaves. What cannot be read is refused in one line that says where; what can be
 * skipped becomes a Finding. Knows no statistics and no layout.
 */
@NullMarked
package io.poolbench.reports.resultfile;

import org.jspecify.annotations.NullMarked;
