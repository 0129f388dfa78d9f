package io.poolbench.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import picocli.CommandLine.IVersionProvider;

/** Tells name, version and revision, as the manifest of the jar has them that is run. */
public final class Version implements IVersionProvider {

  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }

  /** Returns the line that {@code --version} prints and that pages and comments end with. */
  public static String text() {
    return text(manifest().getMainAttributes());
  }

  /** Returns {@code poolbench 1.2 (revision 0123abc)}, or {@code poolbench unpackaged}. */
  static String text(Attributes manifest) {
    String version = manifest.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    String revision = manifest.getValue("Implementation-Revision");
    return "poolbench "
        + (version == null ? "unpackaged" : version)
        + (revision == null || revision.isBlank() ? "" : " (revision " + revision + ")");
  }

  /** Reads the manifest of our own jar: a class path holds the manifests of others, too. */
  private static Manifest manifest() {
    String name = Version.class.getName().replace('.', '/') + ".class";
    URL self = Version.class.getClassLoader().getResource(name);
    if (self == null || !self.getProtocol().equals("jar")) {
      return new Manifest();
    }
    String root = self.toString().substring(0, self.toString().length() - name.length());
    try (InputStream stream = URI.create(root + MANIFEST).toURL().openStream()) {
      return new Manifest(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
