package io.poolbench.cli.shell;

/** Explains poolbench's own words, a line each, in the help of every command that uses them. */
public final class Words {

  public static final String TITLE = "Words:";

  public static final String ARM = "  arm    one side of a comparison; the first is the base";

  public static final String FORK = "  fork   a fresh JVM that measures one arm of one benchmark";

  public static final String ROUND = "  round  one fork of every arm; the arms take turns";

  public static final String SEED =
      "  seed   the figure that the change reported from which a technique is taken";

  public static final String SHARD = "  shard  the part of a run that one machine measures";

  public static final String EXACT = "  exact  a metric that has the same value in every fork";

  public static final String ANY = "  any    the gate would see every change, however small";

  public static final String KEY =
      "  key    what tells results apart: .name, .fullname, .file, .config, /param";

  private Words() {}
}
