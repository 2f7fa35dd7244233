package org.busel.cli;

/// Where the process begins and its exit code is decided.
final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.err.println("busel: error: no verb is here yet");
    System.exit(Exit.USAGE);
  }
}
