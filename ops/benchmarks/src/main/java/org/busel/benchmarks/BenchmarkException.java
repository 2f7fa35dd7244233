package org.busel.benchmarks;

/// A run that cannot give a figure. Nothing is known about what was measured.
final class BenchmarkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// @param doing what was being done
  BenchmarkException(String doing) {
    super(doing);
  }

  /// @param doing what was being done
  BenchmarkException(String doing, Throwable cause) {
    super(doing, cause);
  }
}
