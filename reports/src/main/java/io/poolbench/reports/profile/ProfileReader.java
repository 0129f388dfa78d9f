package io.poolbench.reports.profile;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.consumer.EventStream;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** Reads what one recording sampled. */
public final class ProfileReader {

  /** Stacks that are remembered by identity: a chunk has its own, and a file many chunks. */
  private static final int MOST_STACKS = 50_000;

  private static final String UNKNOWN = "(unknown)";
  private static final String CLASS = "objectClass";

  private static final Pattern HIDDEN = Pattern.compile("[./+]0x[0-9a-f]+");

  /** The end of a stack, and the site that stands for it. */
  private record Place(Profile.Node leaf, String site) {}

  private static final class Collected {
    private final Map<String, Map<String, Profile.Total>> sites = new HashMap<>();
    private final Profile.Node root = new Profile.Node("all");
    private final IdentityHashMap<RecordedStackTrace, Place> places = new IdentityHashMap<>();

    Profile.Total total(String site, String type) {
      return sites
          .computeIfAbsent(site, _ -> new HashMap<>())
          .computeIfAbsent(type, _ -> new Profile.Total());
    }

    Map<Profile.Site, Profile.Total> totals() {
      Map<Profile.Site, Profile.Total> totals = new HashMap<>();
      sites.forEach(
          (site, types) ->
              types.forEach((type, total) -> totals.put(new Profile.Site(site, type), total)));
      return totals;
    }
  }

  private final Map<Kind, Collected> kinds = new EnumMap<>(Kind.class);

  /** The same allocations once more, where a recording holds both kinds of events. */
  private final Collected sampled = new Collected();

  private final IdentityHashMap<RecordedMethod, String> methods = new IdentityHashMap<>();
  private final IdentityHashMap<RecordedClass, String> types = new IdentityHashMap<>();

  private long added;

  private ProfileReader() {}

  /**
   * Reads a recording, as much of it as can be read.
   *
   * @throws InputException for a file that is no recording, or of which nothing can be read
   */
  public static Recording read(Path file) {
    try (WholeChunks chunks = WholeChunks.of(file)) {
      List<Chunk> broken = new ArrayList<>(chunks.broken());
      ProfileReader reader = new ProfileReader();
      if (!chunks.whole().isEmpty() && reader.parse(chunks.file(), chunks.whole()).isPresent()) {
        // Which of them it was, each tells alone.
        reader = new ProfileReader();
        chunks.keep((copy, chunk) -> new ProfileReader().parse(copy, chunk), broken);
        if (!chunks.whole().isEmpty()) {
          reader.parse(chunks.file(), chunks.whole());
        }
      }
      if (chunks.whole().isEmpty()) {
        throw broken(file, broken.isEmpty() ? "no chunk" : broken.getFirst().fault());
      }
      SequencedMap<Kind, Profile> profiles = reader.profiles();
      return new Recording(
          profiles,
          chunks.whole().stream().mapToLong(Chunk::nanos).sum() / 1e9,
          profiles.isEmpty() ? EventTypes.count(chunks.file()) : new LinkedHashMap<>(),
          chunks.findings(broken));
    }
  }

  /** Returns what went wrong. The parser of the JDK answers some broken files with errors. */
  @SuppressWarnings("CatchingUnchecked")
  private Optional<String> parse(Path file, List<Chunk> chunks) {
    List<Throwable> failures = new ArrayList<>();
    try (EventStream events = EventStream.openFile(file)) {
      events.setReuse(true);
      events.setOrdered(false);
      for (Kind kind : Kind.values()) {
        kind.events().forEach((name, weight) -> events.onEvent(name, e -> add(kind, weight, e)));
      }
      events.onError(failures::add);
      events.start();
    } catch (IOException | RuntimeException | Error e) {
      failures.add(e);
    }
    return failures.isEmpty() ? missed(file, chunks) : Optional.of(failures.getFirst().toString());
  }

  /** Tells how many samples are missing, since the JDK's parser may stop in silence. */
  private Optional<String> missed(Path file, List<Chunk> chunks) {
    Set<String> names = new HashSet<>();
    Stream.of(Kind.values()).forEach(kind -> names.addAll(kind.events().keySet()));
    Set<Long> sampled = new HashSet<>();
    try (RecordingFile types = new RecordingFile(file)) {
      types.readEventTypes().stream()
          .filter(type -> names.contains(type.getName()))
          .forEach(type -> sampled.add(type.getId()));
    } catch (IOException | RuntimeException | Error e) {
      return Optional.of("no types of events: " + e);
    }
    long there =
        chunks.stream()
            .flatMap(chunk -> chunk.events().entrySet().stream())
            .filter(type -> sampled.contains(type.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
    return there == added || !chunks.stream().allMatch(Chunk::isCounted)
        ? Optional.empty()
        : Optional.of("%s of %s samples could be read".formatted(added, there));
  }

  private SequencedMap<Kind, Profile> profiles() {
    if (!sampled.sites.isEmpty()) {
      kinds.putIfAbsent(Kind.ALLOC, sampled);
    }
    SequencedMap<Kind, Profile> profiles = new TreeMap<>();
    kinds.forEach(
        (kind, found) -> profiles.put(kind, new Profile(kind, found.totals(), found.root)));
    return profiles;
  }

  static InputException broken(Path file, String found) {
    return new InputException(
        file.toString(),
        found.lines().findFirst().orElse("broken"),
        "a JFR recording, closed properly",
        "record it again, or check the path");
  }

  private void add(Kind kind, String weight, RecordedEvent event) {
    Collected into =
        weight.equals(Kind.SAMPLED) ? sampled : kinds.computeIfAbsent(kind, _ -> new Collected());
    added++;
    double value = value(event, weight);
    Place place = place(into, event.getStackTrace());
    place.leaf.add(value);
    into.total(place.site, type(event)).add(value);
  }

  /** Early recordings of a kind may lack a field that later ones have. */
  private static double value(RecordedEvent event, String weight) {
    if (weight.isEmpty() || !event.hasField(weight)) {
      return 1;
    }
    return event.getLong(weight);
  }

  private String type(RecordedEvent event) {
    // Not getClass: that looks the field up by its type first, in a third of the time of all.
    Object type = event.hasField(CLASS) ? event.getValue(CLASS) : null;
    return type instanceof RecordedClass known
        ? types.computeIfAbsent(known, ProfileReader::readable)
        : "";
  }

  /** {@code byte[]} for {@code [B}. */
  private static String readable(RecordedClass type) {
    String name = type.getName();
    int dimensions = 0;
    while (dimensions < name.length() && name.charAt(dimensions) == '[') {
      dimensions++;
    }
    if (dimensions == 0) {
      // The address behind the name of a hidden class is another in every JVM.
      return HIDDEN.matcher(name).replaceFirst("");
    }
    String element =
        switch (name.charAt(dimensions)) {
          case 'B' -> "byte";
          case 'C' -> "char";
          case 'D' -> "double";
          case 'F' -> "float";
          case 'I' -> "int";
          case 'J' -> "long";
          case 'S' -> "short";
          case 'Z' -> "boolean";
          case 'L' -> name.substring(dimensions + 1, name.length() - 1);
          default -> name.substring(dimensions);
        };
    return element + "[]".repeat(dimensions);
  }

  private Place place(Collected into, @Nullable RecordedStackTrace stack) {
    if (stack == null) {
      return new Place(into.root.callee(UNKNOWN), UNKNOWN);
    }
    // Before anything else: the frames of a stack are made anew whenever they are asked for.
    Place known = into.places.get(stack);
    if (known != null) {
      return known;
    }
    if (into.places.size() >= MOST_STACKS) {
      into.places.clear();
      methods.clear();
    }
    List<RecordedFrame> frames = stack.getFrames();
    if (frames.isEmpty()) {
      return new Place(into.root.callee(UNKNOWN), UNKNOWN);
    }
    Profile.Node leaf = into.root;
    for (RecordedFrame frame : frames.reversed()) {
      leaf = leaf.callee(method(frame));
    }
    Place place = new Place(leaf, site(frames));
    into.places.put(stack, place);
    return place;
  }

  private String site(List<RecordedFrame> frames) {
    for (RecordedFrame frame : frames) {
      String method = method(frame);
      if (!isOfTheJdk(method)) {
        return method;
      }
    }
    return method(frames.getFirst());
  }

  private static boolean isOfTheJdk(String method) {
    return method.startsWith("java.")
        || method.startsWith("javax.")
        || method.startsWith("jdk.")
        || method.startsWith("sun.")
        || method.startsWith("com.sun.")
        || !method.contains(".");
  }

  private String method(RecordedFrame frame) {
    RecordedMethod method = frame.getMethod();
    return method == null
        ? UNKNOWN
        : methods.computeIfAbsent(
            method,
            m -> {
              String type = m.getType() == null ? "" : m.getType().getName();
              return type.isEmpty()
                  ? m.getName()
                  : HIDDEN.matcher(type).replaceFirst("") + "." + m.getName();
            });
  }
}
