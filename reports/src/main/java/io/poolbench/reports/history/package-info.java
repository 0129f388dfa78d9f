/**
 * Keeps what was measured from run to run: a ResultSet becomes a PastRun and enters a database
 * through JDBC, Series leave. One dialect of SQL for PostgreSQL and for the embedded H2. Knows no
 * result file, no statistics and no layout.
 */
@NullMarked
package io.poolbench.reports.history;

import org.jspecify.annotations.NullMarked;
