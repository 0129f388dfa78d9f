package io.poolbench.reports.history;

import io.poolbench.reports.model.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the place where a history is kept.
 *
 * @param url as JDBC has it
 * @param name for messages: the URL without what may be secret
 */
public record Database(String url, String name) {

  /** PostgreSQL's state where a right is missing, as that of altering somebody else's tables. */
  private static final String NOT_ALLOWED = "42501";

  private static final String EMBEDDED = "jdbc:h2:";
  private static final String SERVER = "jdbc:postgresql:";

  /** H2 lets one process at a time write to a file: others wait, half a minute at most. */
  private static final int ATTEMPTS = 300;

  private static final String FILE_ENDING = ".mv.db";

  private static final int ALREADY_OPEN = 90020;

  /** PostgreSQL's driver tells standard error of URLs that it cannot read, with the password. */
  private static final Logger DRIVER = Logger.getLogger("org.postgresql");

  static {
    DRIVER.setLevel(Level.OFF);
  }

  private static final Pattern URL = Pattern.compile("(jdbc:\\S+|//\\S+)");

  /**
   * The parameters that a URL may set. The drivers take many more, of which some run SQL or Java,
   * load classes or write to files of their choice; whoever writes the URL of a job is not always
   * who runs it.
   */
  private static final Set<String> OF_EMBEDDED =
      Set.of("user", "password", "cipher", "ifexists", "access_mode_data", "trace_level_file");

  private static final Set<String> OF_SERVER =
      Set.of(
          "user",
          "password",
          "ssl",
          "sslmode",
          "sslrootcert",
          "sslcert",
          "sslkey",
          "currentschema",
          "applicationname",
          "options",
          "connecttimeout",
          "logintimeout",
          "sockettimeout",
          "tcpkeepalive",
          "targetservertype",
          "gssencmode");

  /**
   * Matches a file: all else that H2 takes is a server, a class path or a file system of its own.
   */
  private static final Pattern FILE = Pattern.compile("(file:)?([./~].*|[A-Za-z]:[/\\\\].*)");

  /**
   * Returns the database behind a URL.
   *
   * @throws InputException for a URL of another kind, or with a setting that is not among those
   *     that a history needs
   */
  public static Database of(String url) {
    String name = withoutSecrets(url);
    if (!url.startsWith(EMBEDDED) && !url.startsWith(SERVER)) {
      throw new InputException(
          "--database",
          "found '" + name + "'",
          SERVER + "//HOST/DATABASE or " + EMBEDDED + "FILE",
          "give such a URL, or none for the file in target/poolbench");
    }
    requireAllowed(url, name);
    return new Database(url, name);
  }

  private static String withoutSecrets(String url) {
    return url.replaceFirst("[?;].*", "").replaceFirst("//[^?;\\s]*@", "//");
  }

  private static void requireAllowed(String url, String name) {
    boolean embedded = url.startsWith(EMBEDDED);
    List<String> parts = List.of(url.split(embedded ? ";" : "[?&]", -1));
    if (embedded && !FILE.matcher(parts.getFirst().substring(EMBEDDED.length())).matches()) {
      throw new InputException(
          "--database",
          "found '" + name + "'",
          EMBEDDED + "FILE",
          "name a file by its path, as in " + EMBEDDED + "./history");
    }
    Set<String> allowed = embedded ? OF_EMBEDDED : OF_SERVER;
    for (String setting : parts.subList(1, parts.size())) {
      String key = setting.replaceFirst("=.*", "");
      // H2 takes a backslash for an escape: what one reads as a value, the other may run.
      if (!allowed.contains(key.toLowerCase(Locale.ROOT)) || (embedded && setting.contains("\\"))) {
        throw new InputException(
            name,
            "found the setting '" + key + "'",
            "one of " + String.join(", ", new TreeSet<>(allowed)),
            "leave it out");
      }
    }
  }

  /**
   * Returns the database in a file, which is made when something is added.
   *
   * @throws InputException for a path that H2 would take for settings
   */
  public static Database in(Path file) {
    if (file.toAbsolutePath().toString().contains(";")) {
      throw new InputException(
          file.toAbsolutePath().toString(),
          "is a path with ';', behind which H2 reads settings",
          "a path without it",
          "work in another folder, or give --database");
    }
    // Without a log beside the file, in which H2 tells of every run that is there already.
    return new Database(EMBEDDED + file.toAbsolutePath() + ";TRACE_LEVEL_FILE=0", file.toString());
  }

  /** Tells whether there can be anything in it; H2 would make the file for whoever only reads. */
  public boolean isThere() {
    String file =
        url.replaceFirst(";.*", "").substring(url.startsWith(EMBEDDED) ? EMBEDDED.length() : 0);
    return !file.startsWith("/") || Files.exists(Path.of(file + FILE_ENDING));
  }

  /**
   * Opens it, outside of any transaction.
   *
   * @param environment variables of the process, for what the driver does not ask itself
   */
  Connection connect(Map<String, String> environment) {
    SQLException failure = new SQLException("not tried");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        Connection connection = DriverManager.getConnection(url, login(environment));
        connection.setAutoCommit(false);
        return connection;
      } catch (SQLException e) {
        failure = e;
        if (e.getErrorCode() != ALREADY_OPEN) {
          break;
        }
        Pause.ofMillis(100);
      }
    }
    throw refused(failure);
  }

  /** PostgreSQL's driver reads ~/.pgpass, and not these; what the URL says wins. */
  private Properties login(Map<String, String> environment) {
    Properties login = new Properties();
    if (url.startsWith(SERVER)) {
      String user = environment.get("PGUSER");
      String password = environment.get("PGPASSWORD");
      if (user != null) {
        login.setProperty("user", user);
      }
      if (password != null) {
        login.setProperty("password", password);
      }
    }
    return login;
  }

  /**
   * Tells an error by the class of its SQLSTATE: 08 is the connection, 28 the login, 3D the name of
   * the database.
   */
  InputException refused(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("failed").strip();
    // Drivers quote URLs, with all that these hold.
    String found =
        URL.matcher(message.replaceFirst("[.] Check that.*", "").replaceFirst("[.]$", ""))
            .replaceAll(quoted -> Matcher.quoteReplacement(withoutSecrets(quoted.group())));
    String remedy =
        switch (state.length() < 2 || state.equals(NOT_ALLOWED) ? state : state.substring(0, 2)) {
          case NOT_ALLOWED -> "let the owner of the tables run 'poolbench history add' once";
          case "08" -> "check host and port, and that the server runs";
          case "28" -> "set PGUSER and PGPASSWORD, ~/.pgpass, or user and password of the URL";
          case "3D" -> "create it with createdb, or name another";
          case "42" -> "let the user create tables there, or name another database";
          default -> "check --database";
        };
    return new InputException(name, found, "a database for the history", remedy);
  }
}
