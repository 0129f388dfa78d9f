package io.poolbench.reports.history;

import io.poolbench.reports.model.InputException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Makes the tables, which may stand among others of a team's database. */
final class Schema {

  static final int VERSION = 2;

  /** Numbers the schema from which on a run also says what its counts depend on. */
  static final int COUNTS_SINCE = 2;

  /** Keeps the counts of runs that were added before apart, as times are. */
  private static final String UPGRADE =
      "ALTER TABLE poolbench_run ADD COLUMN IF NOT EXISTS counts VARCHAR DEFAULT '' NOT NULL";

  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS poolbench_schema (
            version INTEGER PRIMARY KEY)
          """,
          """
          CREATE TABLE IF NOT EXISTS poolbench_run (
            id VARCHAR(64) PRIMARY KEY,
            label VARCHAR NOT NULL,
            started TIMESTAMP WITH TIME ZONE NOT NULL,
            revision VARCHAR NOT NULL,
            host VARCHAR NOT NULL,
            environment VARCHAR NOT NULL,
            counts VARCHAR DEFAULT '' NOT NULL,
            details VARCHAR NOT NULL,
            poolbench VARCHAR NOT NULL)
          """,
          """
          CREATE TABLE IF NOT EXISTS poolbench_fork (
            run VARCHAR(64) NOT NULL REFERENCES poolbench_run (id),
            benchmark VARCHAR NOT NULL,
            variant VARCHAR NOT NULL,
            unit VARCHAR NOT NULL,
            fork INTEGER NOT NULL,
            measured DOUBLE PRECISION NOT NULL,
            PRIMARY KEY (run, benchmark, variant, unit, fork))
          """);

  private Schema() {}

  /**
   * Makes the tables where there are none, and brings those of an earlier poolbench to this schema;
   * whoever is second finds those of the first.
   */
  static void create(Connection connection, String where) throws SQLException {
    if (version(connection, where) == VERSION) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      // Of each as much as is not there: H2 keeps what was made before a crash.
      for (String table : TABLES) {
        statement.execute(table);
      }
      statement.execute(UPGRADE);
      statement.executeUpdate("INSERT INTO poolbench_schema (version) VALUES (" + VERSION + ")");
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      awaitOther(connection, where, e);
    }
  }

  private static void awaitOther(Connection connection, String where, SQLException failure)
      throws SQLException {
    for (int attempt = 0; attempt < 50; attempt++) {
      if (version(connection, where) == VERSION) {
        return;
      }
      Pause.ofMillis(100);
    }
    throw failure;
  }

  /**
   * Returns the schema of the tables that are there; 0 where none are.
   *
   * @throws InputException when a later poolbench made them
   */
  static int version(Connection connection, String where) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT MAX(version) FROM poolbench_schema");
        ResultSet rows = select.executeQuery()) {
      rows.next();
      int version = rows.getInt(1);
      if (version > VERSION) {
        throw new InputException(
            where,
            "found a history of schema " + version,
            "schema " + VERSION,
            "use the poolbench that wrote it, or a later one");
      }
      return version;
    } catch (SQLException e) {
      connection.rollback();
      // 42P01 is PostgreSQL's undefined table, 42S02 and 42S04 are H2's.
      String state = String.valueOf(e.getSQLState());
      if (state.equals("42P01") || state.equals("42S02") || state.equals("42S04")) {
        return 0;
      }
      throw e;
    }
  }
}
