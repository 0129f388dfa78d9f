package io.poolbench.reports.profile;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The samples of one kind.
 *
 * @param kind of the samples
 * @param sites totals by call site and class
 * @param calls the tree of calls, from the outermost frame inwards
 */
public record Profile(Kind kind, Map<Site, Total> sites, Node calls) {

  /**
   * The place at which something was sampled.
   *
   * @param method the innermost method outside the JDK, as in {@code a.b.Type.method}
   * @param type the class of the object, empty for samples of time
   */
  public record Site(String method, String type) {}

  /** A sum of samples. */
  public static final class Total {
    private long samples;
    private double value;

    void add(double more) {
      samples++;
      value += more;
    }

    /** Returns the number of events. */
    public long samples() {
      return samples;
    }

    /** Returns the sum of their values, in the kind's unit. */
    public double value() {
      return value;
    }
  }

  /** A method in a tree of calls. */
  public static final class Node {
    private final String method;
    private final Map<String, Node> callees = new HashMap<>();
    private double self;

    Node(String method) {
      this.method = method;
    }

    Node callee(String name) {
      return callees.computeIfAbsent(name, Node::new);
    }

    void add(double more) {
      self += more;
    }

    private Node scaled(double factor) {
      Node scaled = new Node(method);
      scaled.self = self * factor;
      callees.forEach((name, callee) -> scaled.callees.put(name, callee.scaled(factor)));
      return scaled;
    }

    public String method() {
      return method;
    }

    /** Returns the callees in no order. */
    public Collection<Node> callees() {
      return callees.values();
    }

    /** Returns what was sampled in the method itself, in the kind's unit, without callees. */
    public double self() {
      return self;
    }
  }

  /**
   * Scales the tree of calls to another total. The sites are left out, for what they say is known
   * better from elsewhere.
   *
   * @param total of the new tree
   */
  public Profile scaledTo(double total) {
    return new Profile(kind, Map.of(), calls.scaled(total / value()));
  }

  /** Returns all that was sampled, in the kind's unit. */
  public double value() {
    return sites.values().stream().mapToDouble(Total::value).sum();
  }
}
