package org.busel.storage;

/// What a backup holds.
///
/// @param envelopes that waited when it began and were not gone when their turn came
/// @param unreadable envelopes that waited and that the disk did not give back; they are not in it
/// @param files chunks, manifests and attachments
public record BackupReport(long envelopes, long unreadable, long files) {}
