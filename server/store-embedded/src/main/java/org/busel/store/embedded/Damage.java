package org.busel.store.embedded;

/// Bytes of the mailbox log that should be records and cannot be read. What stood there is lost, unless it was gone
/// already; everything around it is not.
///
/// @param segment the file's name
/// @param from first harmed byte
/// @param to first byte that is right again
public record Damage(String segment, long from, long to) {}
