package org.busel.relay;

import java.util.EnumMap;
import java.util.Map;
import org.busel.relay.RelayConfig.CatalogPlace;
import org.busel.relay.limits.Limit;
import org.busel.relay.serve.AttachmentRules;

/// A configuration as an operator would write it, defaults included and passwords left out.
final class ConfigText {
  private ConfigText() {}

  /// Every key that has a value.
  static Map<ConfigKey, String> of(RelayConfig config) {
    Map<ConfigKey, String> all = new EnumMap<>(ConfigKey.class);
    RelayConfig.Door door = config.door();
    all.put(ConfigKey.BIND, door.bind());
    all.put(ConfigKey.PORT, String.valueOf(door.port()));
    all.put(ConfigKey.TLS, door.front().tls() ? "on" : "off");
    door.front()
        .port()
        .ifPresent(port -> all.put(ConfigKey.PUBLIC_PORT, String.valueOf(port)));
    all.put(ConfigKey.HOST_NAMES, String.join(",", door.hostNames()));
    all.put(
        ConfigKey.METRICS_PORT,
        door.metricsPort().isPresent() ? String.valueOf(door.metricsPort().getAsInt()) : "off");
    door.certificate()
        .ifPresent(files -> {
          all.put(ConfigKey.CERTIFICATE, files.chain().toString());
          all.put(ConfigKey.CERTIFICATE_KEY, files.key().toString());
        });
    all.put(ConfigKey.MAILBOX_LIMIT, String.valueOf(config.mailboxes().limits().envelopes()));
    all.put(ConfigKey.MAILBOX_BYTES, String.valueOf(config.mailboxes().limits().contentBytes()));
    all.put(ConfigKey.RETENTION, Durations.text(config.mailboxes().delivery().retention()));
    AttachmentRules attachments = config.mailboxes().attachments();
    all.put(ConfigKey.ATTACHMENT_BYTES, String.valueOf(attachments.quotaBytes()));
    all.put(ConfigKey.ATTACHMENT_RETENTION, Durations.text(attachments.retention()));
    all.put(ConfigKey.DISK_RESERVE, String.valueOf(attachments.reserveBytes()));
    switch (config.courses().store()) {
      case CatalogPlace.Embedded() -> all.put(ConfigKey.CATALOG_STORE, "embedded");
      case CatalogPlace.Mongo _ -> {
        all.put(ConfigKey.CATALOG_STORE, "mongodb");
        all.put(ConfigKey.MONGODB_URI, "(hidden)");
      }
    }
    all.put(
        ConfigKey.REGISTRATIONS_NEED_DISK,
        String.valueOf(config.load().registrationsNeedDiskBytes()));
    for (Limit limit : Limit.values()) {
      all.put(ConfigKey.of(limit), Rates.text(config.load().rules().of(limit)));
    }
    return all;
  }
}
