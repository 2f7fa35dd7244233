package org.busel.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.busel.cli.terminal.Stop;
import org.busel.sdk.courses.Bundle;
import org.busel.sdk.courses.CourseSource;
import org.busel.sdk.courses.Courses;
import org.busel.sdk.courses.FolderCourses;
import org.busel.sdk.courses.RelayCourses;

/// Finds out what somebody means by "from": a folder, a bundle, a web server, or the relay itself.
final class CourseSources {
  /// The relay of the profile, as one source among others.
  static final String RELAY = "relay";

  private CourseSources() {}

  /// @param proxy through which web servers are asked
  static List<CourseSource> typed(List<String> typed, Courses courses, java.net.Proxy proxy) {
    return typed.isEmpty()
        ? List.of(courses.relay())
        : typed.stream().map(each -> one(each, courses, proxy)).toList();
  }

  private static CourseSource one(String typed, Courses courses, java.net.Proxy proxy) {
    if (typed.equals(RELAY)) {
      return courses.relay();
    }
    return typed.startsWith("https://") || typed.startsWith("http://")
        ? web(typed, proxy)
        : disk(typed);
  }

  private static CourseSource web(String url, java.net.Proxy proxy) {
    try {
      return RelayCourses.mirror(proxy, url);
    } catch (IllegalArgumentException _) {
      throw Stop.misused(url + " is no address", "write https://HOST/PATH");
    }
  }

  /// A folder or a bundle.
  static CourseSource disk(String typed) {
    Path path;
    try {
      path = Path.of(typed);
    } catch (InvalidPathException _) {
      throw Stop.misused("\"" + typed + "\" is no name of a file", "busel help course fetch");
    }
    if (Files.isDirectory(path)) {
      return new FolderCourses(path);
    }
    if (!Files.isRegularFile(path)) {
      throw Stop.misused(
          "there is no folder, bundle or address " + typed,
          "give a folder that busel mirror wrote, a file of busel bundle make, or an address");
    }
    return switch (Bundle.open(path)) {
      case Bundle.Opening.Opened(Bundle bundle) -> bundle;
      case Bundle.Opening.Refused(String reason) ->
          throw Stop.refused(typed + " cannot be used as a bundle: " + reason);
    };
  }
}
