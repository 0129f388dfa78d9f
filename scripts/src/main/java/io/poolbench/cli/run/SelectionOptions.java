package io.poolbench.cli.run;

import io.poolbench.harness.jar.CountingParam;
import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.RunPlan.Census.Scope;
import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Selection;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Workload;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Selects what is to be measured, of the catalogue or of a jar. */
final class SelectionOptions {

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description =
          "Measures only benchmarks whose technique/workload matches, in place of the "
              + "plan's; or the one of that name, as tables have it. Of a jar: whose "
              + "package.Class.method/param=value matches.")
  private @Nullable Pattern include;

  @Mixin private SettingOptions settings = new SettingOptions();

  @Option(
      names = "--profile",
      paramLabel = "KIND",
      split = ",",
      description = "Records each arm with JFR in a fork of its own: alloc, cpu, live.")
  private List<String> profiles = List.of();

  @Option(
      names = "--census",
      description =
          "Records where the objects of each arm come from, in a fork of its own. They are "
              + "counted with or without it.")
  private boolean census;

  /**
   * Selects of the catalogue.
   *
   * @throws IllegalArgumentException with what is wrong, when there is nothing to measure
   */
  List<Block> blocks(RunPlan plan) {
    Pattern wanted = include == null ? Pattern.compile(plan.include()) : include;
    List<Block> blocks =
        new Selection(
                wanted, settings.combined(), kinds(), census ? Scope.ALL : plan.census().scope())
            .blocks();
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException(
          "--include: '%s' matches no benchmark; there are %s".formatted(wanted, paths()));
    }
    return blocks;
  }

  /**
   * Selects of jars.
   *
   * @param kinds of trials that each arm gets, beside profiles
   * @param counting parameter over which footprints are taken; null where there is none
   * @throws IllegalArgumentException with what is wrong, when there is nothing to measure
   */
  JarSuite.Selection of(List<JarArm> arms, Set<Kind> kinds, @Nullable CountingParam counting) {
    if (settings.onThreads()) {
      throw new IllegalArgumentException(
          "--threads: is only for poolbench's own benchmarks, not for those of a jar");
    }
    Set<Kind> all = kinds();
    all.addAll(kinds);
    if (census) {
      all.add(Kind.CENSUS);
    }
    return JarSuite.select(
        arms.stream().map(arm -> arm.withJvmArgs(settings.jvmArgs())).toList(),
        ofJars(),
        settings.combined(),
        all,
        counting);
  }

  /** Returns which benchmarks of a jar are wanted. */
  Pattern ofJars() {
    // Of poolbench itself as in any plan of changes; no other jar has what this leaves out.
    return include == null ? Pattern.compile(RunPlan.CHANGES) : include;
  }

  /** Returns more JVM arguments of our own forks; those of jars have them already. */
  List<String> jvmArgs() {
    return settings.jvmArgs();
  }

  private Set<Kind> kinds() {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String profile : profiles) {
      kinds.add(
          switch (profile) {
            case "alloc" -> Kind.PROFILE_ALLOC;
            case "cpu" -> Kind.PROFILE_CPU;
            case "live" -> Kind.PROFILE_LIVE;
            default ->
                throw new IllegalArgumentException(
                    "--profile: found '%s', expected alloc, cpu or live".formatted(profile));
          });
    }
    return kinds;
  }

  private static List<String> paths() {
    return Catalogue.techniques().stream()
        .flatMap(
            technique ->
                Stream.concat(
                        technique.workloads().stream().map(Workload::name),
                        technique.footprints().stream().map(Footprint::name))
                    .map(name -> technique.name() + "/" + name))
        .toList();
  }
}
