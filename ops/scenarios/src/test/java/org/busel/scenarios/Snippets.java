package org.busel.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// The examples of a document, compiled for Java 17 as a stranger would who pastes them into a class.
final class Snippets implements AutoCloseable {
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- task -->\\s*```java\\n(.*?)```", Pattern.DOTALL);
  private static final List<String> IMPORTS =
      List.of(
          "java.nio.file.Path",
          "java.time.*",
          "java.util.*",
          "java.util.concurrent.Flow",
          "java.util.function.*",
          "org.busel.format.*",
          "org.busel.keys.Passphrase",
          "org.busel.sdk.*",
          "org.busel.sdk.attachments.TransferProgress",
          "org.busel.sdk.courses.*",
          "org.busel.sdk.session.SafetyNumber",
          "org.busel.wire.*");

  private final URLClassLoader loader;
  private final Class<?> compiled;

  private Snippets(URLClassLoader loader, Class<?> compiled) {
    this.loader = loader;
    this.compiled = compiled;
  }

  static int count(Path document) throws IOException {
    return all(document).size();
  }

  static Snippets of(Path document, Path folder) throws Exception {
    StringBuilder source = new StringBuilder();
    IMPORTS.forEach(name -> source.append("import ").append(name).append(";\n"));
    source.append("public class Tasks {\n");
    // What a document shows as an app's own is public here, so that it can be called.
    all(document).forEach(snippet -> source.append(snippet.replaceAll("(?m)^static ", "public static ")));
    source.append("}\n");
    Path file = Files.writeString(folder.resolve("Tasks.java"), source);
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                Stream.of("--release", "17", "-proc:none", "-d", folder.toString(), "-cp", classPath(), file.toString())
                    .toArray(String[]::new));
    assertThat(failed).isZero();
    URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    return new Snippets(loader, loader.loadClass("Tasks"));
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static List<String> all(Path document) throws IOException {
    return SNIPPET.matcher(Files.readString(document)).results().map((MatchResult it) -> it.group(1)).toList();
  }

  /// Runs one of the examples.
  <T> T run(Class<T> kind, String name, Object... arguments) throws Exception {
    Method method =
        Stream.of(compiled.getMethods())
            .filter(it -> it.getName().equals(name))
            .findFirst()
            .orElseThrow();
    try {
      return kind.cast(method.invoke(null, arguments));
    } catch (InvocationTargetException e) {
      throw new AssertionError(name + " failed", e.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
