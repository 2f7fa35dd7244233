package org.busel.load;

/// A run that cannot go on. Nothing is known about what was measured.
public final class LoadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param doing what was being done
  public LoadException(String doing) {
    super(doing);
  }

  /// @param doing what was being done
  public LoadException(String doing, Throwable cause) {
    super(doing, cause);
  }

  /// What stands behind a failed future, in words.
  static String reason(Throwable failed) {
    Throwable cause = failed;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
