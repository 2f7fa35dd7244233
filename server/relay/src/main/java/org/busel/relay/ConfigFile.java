package org.busel.relay;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.Function;
import org.busel.mailbox.MailboxLimits;
import org.busel.relay.RelayConfig.CatalogPlace;
import org.busel.relay.RelayConfig.CertificateFiles;
import org.busel.relay.keylog.KeyLogRules;
import org.busel.relay.limits.Limit;
import org.busel.relay.limits.LimitRules;
import org.busel.relay.limits.Rate;
import org.busel.relay.serve.AttachmentRules;

/// Reads `relay.conf`: Java properties, every key optional. README.md of this module says what each means.
final class ConfigFile {
  private static final String NO_METRICS = "off";
  private static final int KEY_BYTES = 32;
  private static final int MAX_PORT = 65_535;
  private static final long MAX_DISK_BYTES = 1L << 50;
  private static final int MAX_HOST_NAMES = 20;

  private final RelayConfig defaults;
  private final Map<ConfigKey, String> values = new EnumMap<>(ConfigKey.class);

  private ConfigFile(Path folder) {
    this.defaults = RelayConfig.in(folder);
  }

  /// Reads the file, and puts `overrides` above it.
  ///
  /// @param folder the relay's folder
  /// @param file of which nothing is asked but that it can be read, if it is there
  /// @throws ConfigException with one line for the operator if something in it cannot be meant
  static RelayConfig read(Path folder, Path file, Map<String, String> overrides) {
    ConfigFile config = new ConfigFile(folder);
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try {
        properties.load(new StringReader(Files.readString(file)));
      } catch (CharacterCodingException notText) {
        throw new ConfigException(file + " is not UTF-8 text", "write it anew", notText);
      } catch (IOException | IllegalArgumentException unreadable) {
        throw new ConfigException(
            "cannot read " + file, "check who owns it and whether it is text", unreadable);
      }
    }
    properties.putAll(overrides);
    for (String name : properties.stringPropertyNames()) {
      config.values.put(key(name), properties.getProperty(name).strip());
    }
    return config.toConfig();
  }

  private static ConfigKey key(String name) {
    return Arrays.stream(ConfigKey.values())
        .filter(key -> key.text().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ConfigException(
                "there is no key " + name,
                "did you mean " + ConfigKey.nearestTo(name).text() + "?"));
  }

  private RelayConfig toConfig() {
    return defaults
        .withDoor(door())
        .withMailboxes(mailboxes())
        .withCourses(courses())
        .withLoad(load())
        .withKeyLog(keyLog());
  }

  private RelayConfig.Door door() {
    RelayConfig.Door door = defaults.door();
    return new RelayConfig.Door(
        value(ConfigKey.BIND, Optional::of, "").orElse(door.bind()),
        value(ConfigKey.PORT, text -> number(text, 0, MAX_PORT), "a port from 0 to 65535")
            .map(Math::toIntExact)
            .orElse(door.port()),
        value(ConfigKey.METRICS_PORT, ConfigFile::metricsPort, "a port from 0 to 65535, or off")
            .orElse(door.metricsPort()),
        value(ConfigKey.HOST_NAMES, ConfigFile::hostNames, "1 to 20 host names with commas between")
            .orElse(door.hostNames()),
        certificate(),
        front());
  }

  private RelayConfig.Front front() {
    boolean tls =
        value(
                ConfigKey.TLS,
                text -> List.of("on", "off").contains(text) ? Optional.of(text) : Optional.empty(),
                "on or off")
            .map("on"::equals)
            .orElse(true);
    String bind = values.getOrDefault(ConfigKey.BIND, defaults.door().bind());
    if (!tls && !isLoopback(bind)) {
      throw new ConfigException(
          ConfigKey.TLS.text() + " = off is for a loopback address, and " + bind + " is none",
          "set " + ConfigKey.BIND.text() + " = 127.0.0.1; the proxy on this machine speaks TLS");
    }
    return new RelayConfig.Front(
        tls,
        value(ConfigKey.PUBLIC_PORT, text -> number(text, 1, MAX_PORT), "a port from 1 to 65535")
            .map(port -> OptionalInt.of(Math.toIntExact(port)))
            .orElse(OptionalInt.empty()));
  }

  /// Names but `localhost` are none: what they mean is decided elsewhere, and later.
  private static boolean isLoopback(String bind) {
    return bind.equals("localhost")
        || bind.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")
        || bind.equals("::1");
  }

  private Optional<CertificateFiles> certificate() {
    Optional<Path> chain = value(ConfigKey.CERTIFICATE, text -> Optional.of(Path.of(text)), "");
    Optional<Path> key = value(ConfigKey.CERTIFICATE_KEY, text -> Optional.of(Path.of(text)), "");
    if (chain.isPresent() != key.isPresent()) {
      throw new ConfigException(
          ConfigKey.CERTIFICATE.text()
              + " and "
              + ConfigKey.CERTIFICATE_KEY.text()
              + " go together",
          "set both, or neither for a certificate of the relay's own making");
    }
    return chain.map(file -> new CertificateFiles(file, key.orElseThrow()));
  }

  private RelayConfig.Mailboxes mailboxes() {
    MailboxLimits limits = defaults.mailboxes().limits();
    Optional<Duration> retention =
        value(ConfigKey.RETENTION, ConfigFile::retention, "from 1m to 90d, as in 30d or 12h");
    return new RelayConfig.Mailboxes(
        new MailboxLimits(
            value(ConfigKey.MAILBOX_LIMIT, text -> number(text, 1, 100_000), "1 to 100000")
                .map(Math::toIntExact)
                .orElse(limits.envelopes()),
            value(
                    ConfigKey.MAILBOX_BYTES,
                    text -> number(text, 96 << 10, 1 << 30),
                    "98304 to 1073741824")
                .orElse(limits.contentBytes())),
        retention
            .map(defaults.mailboxes().delivery()::withRetention)
            .orElse(defaults.mailboxes().delivery()),
        attachments());
  }

  private AttachmentRules attachments() {
    AttachmentRules rules = defaults.mailboxes().attachments();
    String range = "0 to " + MAX_DISK_BYTES;
    return new AttachmentRules(
        value(ConfigKey.ATTACHMENT_BYTES, text -> number(text, 0, MAX_DISK_BYTES), range)
            .orElse(rules.quotaBytes()),
        value(ConfigKey.DISK_RESERVE, text -> number(text, 0, MAX_DISK_BYTES), range)
            .orElse(rules.reserveBytes()),
        value(
                ConfigKey.ATTACHMENT_RETENTION,
                text ->
                    ConfigFile.retention(text).filter(it -> it.compareTo(Duration.ofHours(1)) >= 0),
                "from 1h to 90d, as in 45d or 12h")
            .orElse(rules.retention()));
  }

  private RelayConfig.Load load() {
    LimitRules rules = defaults.load().rules();
    for (Limit limit : Limit.values()) {
      Optional<Optional<Rate>> rate =
          value(ConfigKey.of(limit), Rates::parse, "BURST+NUMBER/s, /m, /h or /d, or off");
      rules = rate.isPresent() ? rules.with(limit, rate.get()) : rules;
    }
    return new RelayConfig.Load(
        defaults.load().connections(),
        rules,
        value(
                ConfigKey.REGISTRATIONS_NEED_DISK,
                text -> number(text, 0, 1L << 40),
                "0 to 1099511627776 bytes")
            .orElse(defaults.load().registrationsNeedDiskBytes()));
  }

  private KeyLogRules keyLog() {
    return new KeyLogRules(
        value(
                ConfigKey.LOG_EVERY,
                text ->
                    Durations.parse(text)
                        .filter(it -> it.compareTo(Duration.ofSeconds(1)) >= 0)
                        .filter(it -> it.compareTo(Duration.ofDays(1)) <= 0),
                "from 1s to 1d, as in 1h")
            .orElse(defaults.keyLog().every()),
        value(ConfigKey.WITNESS_KEY, ConfigFile::publicKey, "64 hexadecimal digits"));
  }

  private RelayConfig.Courses courses() {
    Optional<String> uri = value(ConfigKey.MONGODB_URI, Optional::of, "");
    String store =
        value(
                ConfigKey.CATALOG_STORE,
                text ->
                    List.of("embedded", "mongodb").contains(text)
                        ? Optional.of(text)
                        : Optional.empty(),
                "embedded or mongodb")
            .orElse("embedded");
    if (store.equals("mongodb") && uri.isEmpty()) {
      throw new ConfigException(
          ConfigKey.CATALOG_STORE.text() + " = mongodb needs " + ConfigKey.MONGODB_URI.text(),
          "set it to mongodb://HOST/DATABASE");
    }
    return new RelayConfig.Courses(
        store.equals("mongodb")
            ? new CatalogPlace.Mongo(uri.orElseThrow())
            : new CatalogPlace.Embedded());
  }

  private <T> Optional<T> value(ConfigKey key, Function<String, Optional<T>> parse, String range) {
    String text = values.get(key);
    if (text == null) {
      return Optional.empty();
    }
    Optional<T> value = text.isEmpty() ? Optional.empty() : parse.apply(text);
    if (value.isEmpty()) {
      // What stands behind a URI's key may be a password.
      String shown = key == ConfigKey.MONGODB_URI ? "(hidden)" : text;
      throw new ConfigException(
          key.text() + " = " + shown + " is out of range",
          range.isEmpty() ? "give it a value, or leave the line out" : "it is " + range);
    }
    return value;
  }

  private static Optional<Long> number(String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      return number >= least && number <= most ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  private static Optional<OptionalInt> metricsPort(String text) {
    return text.equals(NO_METRICS)
        ? Optional.of(OptionalInt.empty())
        : number(text, 0, MAX_PORT).map(port -> OptionalInt.of(Math.toIntExact(port)));
  }

  private static Optional<List<String>> hostNames(String text) {
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    boolean sound =
        names.size() <= MAX_HOST_NAMES
            && names.stream().allMatch(name -> name.matches("[a-z0-9.:-]{1,253}"));
    return sound ? Optional.of(names) : Optional.empty();
  }

  private static Optional<Duration> retention(String text) {
    return Durations.parse(text)
        .filter(it -> it.compareTo(Duration.ofMinutes(1)) >= 0)
        .filter(it -> it.compareTo(Duration.ofDays(90)) <= 0);
  }

  private static Optional<ByteString> publicKey(String text) {
    return text.matches("[0-9a-f]{" + 2 * KEY_BYTES + "}")
        ? Optional.of(ByteString.copyFrom(HexFormat.of().parseHex(text)))
        : Optional.empty();
  }
}
