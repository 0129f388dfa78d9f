package io.poolbench.reports.history;

import io.poolbench.reports.model.PastRun;
import io.poolbench.reports.model.Quantity;
import io.poolbench.reports.model.Series;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps runs in a database. */
public final class History implements AutoCloseable {

  private static final int BATCH = 1000;

  private static final String UNIQUE_VIOLATION = "23505";

  private static final String INSERT_RUN =
      """
      INSERT INTO poolbench_run
        (id, label, started, revision, host, environment, counts, details, poolbench)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String INSERT_FORK =
      """
      INSERT INTO poolbench_fork (run, benchmark, variant, unit, fork, measured)
      VALUES (?, ?, ?, ?, ?, ?)
      """;

  private static final String SELECT =
      """
      SELECT f.benchmark, f.variant, f.unit, r.environment, r.host,
        r.id, r.started, r.revision, f.measured, r.counts
      FROM poolbench_fork f JOIN poolbench_run r ON r.id = f.run
      ORDER BY f.benchmark, f.variant, f.unit, r.started, r.id, f.fork
      """;

  private final Database database;
  private final Connection connection;

  private History(Database database, Connection connection) {
    this.database = database;
    this.connection = connection;
  }

  /** Opens a history. */
  public static History open(Database database, Map<String, String> environment) {
    return new History(database, database.connect(environment));
  }

  /** Tells what becomes of a run that is added. */
  public enum Fate {
    ADDED,
    /** It was there with fewer values, and has been resumed since. */
    COMPLETED,
    THERE
  }

  /**
   * Adds runs, all or none.
   *
   * @return what became of each, by identity
   */
  public Map<String, Fate> add(List<PastRun> runs) {
    // In one order everywhere, so that two who add the same runs never wait for each other.
    List<PastRun> ordered = new ArrayList<>(runs);
    ordered.sort(Comparator.comparing(PastRun::identity));
    Map<String, Fate> fates = new LinkedHashMap<>();
    try {
      Schema.create(connection, database.name());
      for (PastRun run : ordered) {
        // The same one twice: what the first has done is what happened.
        fates.merge(run.identity(), add(run), (first, more) -> more == Fate.THERE ? first : more);
      }
      connection.commit();
      return fates;
    } catch (SQLException e) {
      throw database.refused(e);
    }
  }

  private Fate add(PastRun run) throws SQLException {
    if (insert(run)) {
      return Fate.ADDED;
    }
    if (run.values().size() <= forks(run.identity())) {
      return Fate.THERE;
    }
    for (String table : List.of("poolbench_fork WHERE run", "poolbench_run WHERE id")) {
      try (PreparedStatement delete =
          connection.prepareStatement("DELETE FROM " + table + " = ?")) {
        delete.setString(1, run.identity());
        delete.executeUpdate();
      }
    }
    insert(run);
    return Fate.COMPLETED;
  }

  private int forks(String identity) throws SQLException {
    try (PreparedStatement count =
        connection.prepareStatement("SELECT COUNT(*) FROM poolbench_fork WHERE run = ?")) {
      count.setString(1, identity);
      try (ResultSet rows = count.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  /** The primary key decides, since a look beforehand could be outrun. */
  private boolean insert(PastRun run) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try (PreparedStatement insert = connection.prepareStatement(INSERT_RUN)) {
      insert.setString(1, run.identity());
      insert.setString(2, run.label());
      insert.setObject(3, run.started().atOffset(ZoneOffset.UTC));
      insert.setString(4, run.revision());
      insert.setString(5, run.host());
      insert.setString(6, run.environment());
      insert.setString(7, run.counts());
      insert.setString(8, run.details());
      insert.setString(9, run.version());
      insert.executeUpdate();
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      return false;
    }
    insertForks(run);
    return true;
  }

  private void insertForks(PastRun run) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT_FORK)) {
      int waiting = 0;
      for (PastRun.Value value : run.values()) {
        insert.setString(1, run.identity());
        insert.setString(2, value.benchmark());
        insert.setString(3, value.variant());
        insert.setString(4, value.unit());
        insert.setInt(5, value.fork());
        insert.setDouble(6, value.value());
        insert.addBatch();
        if (++waiting % BATCH == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  /** Returns all series; none where nothing was ever added. */
  public List<Series> series() {
    try {
      int version = Schema.version(connection, database.name());
      if (version == 0) {
        return List.of();
      }
      String selected = version < Schema.COUNTS_SINCE ? SELECT.replace("r.counts", "''") : SELECT;
      try (PreparedStatement select = connection.prepareStatement(selected);
          ResultSet rows = select.executeQuery()) {
        return series(rows);
      }
    } catch (SQLException e) {
      throw database.refused(e);
    }
  }

  private record Key(String benchmark, String variant, String unit, String environment) {}

  private record Made(String run, Instant started, String revision, String host) {}

  private static List<Series> series(ResultSet rows) throws SQLException {
    Map<Key, Map<Made, List<Double>>> all = new LinkedHashMap<>();
    while (rows.next()) {
      String unit = rows.getString(3);
      String counts = Quantity.of(unit).isCount() ? rows.getString(10) : "";
      String environment = counts.isEmpty() ? rows.getString(4) : counts;
      Key key = new Key(rows.getString(1), rows.getString(2), unit, environment);
      Instant started = rows.getObject(7, OffsetDateTime.class).toInstant();
      Made made = new Made(rows.getString(6), started, rows.getString(8), rows.getString(5));
      all.computeIfAbsent(key, _ -> new LinkedHashMap<>())
          .computeIfAbsent(made, _ -> new ArrayList<>())
          .add(rows.getDouble(9));
    }
    List<Series> series = new ArrayList<>();
    all.forEach((key, runs) -> series.add(series(key, runs)));
    // By us and not by the database: each has a collation of its own.
    series.sort(
        Comparator.comparing(Series::benchmark)
            .thenComparing(Series::unit)
            .thenComparing(Series::environment)
            .thenComparing(Series::variant));
    return series;
  }

  private static Series series(Key key, Map<Made, List<Double>> runs) {
    List<Series.Point> points = new ArrayList<>();
    String host = "";
    for (Map.Entry<Made, List<Double>> run : runs.entrySet()) {
      Made made = run.getKey();
      host = made.host();
      points.add(new Series.Point(made.run(), made.started(), made.revision(), run.getValue()));
    }
    return new Series(key.benchmark(), key.variant(), key.unit(), key.environment(), host, points);
  }

  @Override
  public void close() {
    try {
      // H2 and PostgreSQL differ in what closing does to an open transaction.
      connection.rollback();
      connection.close();
    } catch (SQLException e) {
      throw database.refused(e);
    }
  }
}
