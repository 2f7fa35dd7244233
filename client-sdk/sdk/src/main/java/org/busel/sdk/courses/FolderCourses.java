package org.busel.sdk.courses;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A folder that holds what a relay would hand out, under the same paths: a mirror, or a stick. Never trusted.
public final class FolderCourses implements CourseSource {
  private final Path folder;

  public FolderCourses(Path folder) {
    this.folder = folder;
  }

  @Override
  public Answer get(String path, int mostBytes) {
    if (!CoursePaths.isPath(path)) {
      throw new IllegalArgumentException("not a path");
    }
    Path file = folder.resolve(path.substring(1));
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return new Answer.NotThere();
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      return bytes.length > mostBytes
          ? new Answer.Refused("a file is longer than " + mostBytes + " bytes")
          : new Answer.Got(ByteString.copyFrom(bytes));
    } catch (NoSuchFileException e) {
      return new Answer.NotThere();
    } catch (IOException e) {
      return new Answer.Unreachable("the folder cannot be read");
    }
  }

  @Override
  public boolean isLive() {
    return false;
  }
}
