package org.busel.relay;

import org.jspecify.annotations.Nullable;

/// The configuration says something that cannot be meant. The message is one line for the operator, [#hint] another.
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  ConfigException(String message, String hint) {
    this(message, hint, null);
  }

  ConfigException(String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /// What the operator can do about it.
  public String hint() {
    return hint;
  }
}
