package io.poolbench.cli.browser;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium with one tab, driven through its DevTools protocol over a WebSocket of the
 * JDK. Not Selenium: that needs a second program beside the browser, of the same version.
 */
public final class Chromium implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path profile;
  private final Process process;
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final Log log = new Log();
  private final WebSocket socket;
  private final String session;
  private int lastId;

  /** What the tab reported: each message is sorted in as it is read. */
  private static final class Log {
    private final List<String> errors = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private boolean loaded;

    void add(JsonNode message) {
      JsonNode parameters = message.path("params");
      switch (message.path("method").asString("")) {
        case "Runtime.exceptionThrown" -> errors.add(parameters.toString());
        case "Runtime.consoleAPICalled" -> errors.add(parameters.path("args").toString());
        case "Log.entryAdded" -> errors.add(parameters.at("/entry/text").asString(""));
        case "Network.requestWillBeSent" ->
            requests.add(parameters.at("/request/url").asString(""));
        case "Page.loadEventFired" -> loaded = true;
        default -> {}
      }
    }
  }

  /** The browser's program, where there is one on the path. */
  public static Optional<Path> installed() {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it, with an empty profile, and opens a tab. */
  public Chromium(Path program) throws Exception {
    profile = Files.createTempDirectory("poolbench-chromium");
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                // The tests of a CI job run as root, where the sandbox cannot start.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile)
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("output.txt").toFile())
            .start();
    socket = connect(address());
    String target =
        send(null, "Target.createTarget", Map.of("url", "about:blank")).path("targetId").asString();
    session =
        send(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asString();
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      call(domain + ".enable", Map.of());
    }
  }

  private URI address() throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline && process.isAlive()) {
      // The second line is written last.
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() >= 2) {
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
      }
      Thread.sleep(20);
    }
    throw new IOException(
        "Chromium did not start:\n" + Files.readString(profile.resolve("output.txt")));
  }

  private WebSocket connect(URI address) {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
        .buildAsync(
            address,
            new WebSocket.Listener() {
              private final StringBuilder text = new StringBuilder();

              @Override
              public @Nullable CompletionStage<?> onText(
                  WebSocket webSocket, CharSequence data, boolean last) {
                text.append(data);
                if (last) {
                  messages.add(JSON.readTree(text.toString()));
                  text.setLength(0);
                }
                webSocket.request(1);
                return null;
              }
            })
        .join();
  }

  /** Loads a page and waits until it is there; what was logged before is forgotten. */
  public void open(Path page) throws InterruptedException {
    log.errors.clear();
    log.requests.clear();
    log.loaded = false;
    call("Page.navigate", Map.of("url", page.toUri().toString()));
    while (!log.loaded) {
      log.add(next());
    }
  }

  /** The value of an expression in the page, as JSON. */
  public JsonNode evaluate(String expression) throws InterruptedException {
    JsonNode answer =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalArgumentException(expression + ": " + answer.path("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  /** Sets the size of the viewport in CSS pixels. */
  public void resize(int width, int height) throws InterruptedException {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /**
   * Shows the page as another medium would.
   *
   * @param medium {@code screen} or {@code print}
   * @param colorScheme {@code light} or {@code dark}
   */
  public void emulate(String medium, String colorScheme) throws InterruptedException {
    Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", colorScheme);
    call("Emulation.setEmulatedMedia", Map.of("media", medium, "features", List.of(scheme)));
  }

  /** A click with the mouse, at the middle of the first element that matches. */
  public void click(String selector) throws InterruptedException {
    JsonNode at =
        evaluate(
            "(() => { const e = document.querySelector("
                + JSON.writeValueAsString(selector)
                + ");"
                + " e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
                + " return [r.x + r.width / 2, r.y + r.height / 2]; })()");
    for (String type : List.of("mousePressed", "mouseReleased")) {
      call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              at.get(0).asDouble(),
              "y",
              at.get(1).asDouble(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /** Keys into whatever has the focus, one call for each key. */
  public void press(String key, int code, String text) throws InterruptedException {
    for (String type : List.of("keyDown", "keyUp")) {
      call(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", key, "windowsVirtualKeyCode", code, "text", text));
    }
  }

  /** Types into whatever has the focus. */
  public void type(String text) throws InterruptedException {
    call("Input.insertText", Map.of("text", text));
  }

  /** A picture of the whole page or of the viewport, as Base64 of a PNG. */
  public String screenshot(boolean wholePage) throws InterruptedException {
    return call(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", wholePage))
        .path("data")
        .asString();
  }

  /** What the console, the page's scripts and its security policy complained about. */
  public List<String> errors() throws InterruptedException {
    evaluate("0");
    return List.copyOf(log.errors);
  }

  /** Addresses of everything that was requested. */
  public List<String> requests() throws InterruptedException {
    evaluate("0");
    return List.copyOf(log.requests);
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws InterruptedException {
    return send(session, method, parameters);
  }

  private JsonNode send(@Nullable String to, String method, Map<String, ?> parameters)
      throws InterruptedException {
    int id = ++lastId;
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("id", id);
    message.put("method", method);
    message.put("params", parameters);
    if (to != null) {
      message.put("sessionId", to);
    }
    socket.sendText(JSON.writeValueAsString(message), true).join();
    for (JsonNode answer = next(); ; answer = next()) {
      if (answer.path("id").asInt(-1) == id) {
        if (answer.has("error")) {
          throw new IllegalStateException(method + ": " + answer.path("error"));
        }
        return answer.path("result");
      }
      log.add(answer);
    }
  }

  private JsonNode next() throws InterruptedException {
    JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new IllegalStateException("Chromium has not answered for a minute");
    }
    return message;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    send(null, "Browser.close", Map.of());
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    try (Stream<Path> files = Files.walk(profile)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
