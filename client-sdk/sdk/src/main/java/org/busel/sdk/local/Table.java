package org.busel.sdk.local;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Encrypted values over [Sql]: single ones by name, and lines of numbered ones by owner. Only inside a transaction.
final class Table {
  private static final byte ITEM = 1;
  private static final byte LINE = 2;

  private final Sql sql;
  private final ValueSeal seal;

  Table(Sql sql, ValueSeal seal) {
    this.sql = sql;
    this.seal = seal;
  }

  /// A value out of a line.
  record Line(long number, ByteString value) {}

  Optional<byte[]> get(Area area, byte[] name) {
    byte[] hidden = seal.hide(area.number(), name);
    return sql
        .query(
            row -> row.bytes(0),
            "SELECT value FROM item WHERE area = ? AND name = ?",
            area.number(),
            hidden)
        .stream()
        .findFirst()
        .map(sealed -> seal.open(place(ITEM, area, hidden, 0), sealed));
  }

  /// What stands for `name` in the file.
  byte[] hidden(Area area, byte[] name) {
    return seal.hide(area.number(), name);
  }

  boolean has(Area area, byte[] name) {
    return !sql.query(
            row -> row.number(0),
            "SELECT 1 FROM item WHERE area = ? AND name = ?",
            area.number(),
            seal.hide(area.number(), name))
        .isEmpty();
  }

  void put(Area area, byte[] name, byte[] value) {
    byte[] hidden = seal.hide(area.number(), name);
    sql.run(
        "INSERT OR REPLACE INTO item (area, name, value) VALUES (?, ?, ?)",
        area.number(),
        hidden,
        seal.seal(place(ITEM, area, hidden, 0), value));
  }

  void remove(Area area, byte[] name) {
    sql.run(
        "DELETE FROM item WHERE area = ? AND name = ?",
        area.number(),
        seal.hide(area.number(), name));
  }

  /// Every value of an area, in no order that means anything.
  List<byte[]> all(Area area) {
    return sql.query(
        row -> seal.open(place(ITEM, area, row.bytes(0), 0), row.bytes(1)),
        "SELECT name, value FROM item WHERE area = ?",
        area.number());
  }

  /// Every value in the lines of an area, in no order that means anything.
  List<byte[]> allLines(Area area) {
    return sql.query(
        row -> seal.open(place(LINE, area, row.bytes(0), row.number(1)), row.bytes(2)),
        "SELECT owner, number, value FROM line WHERE area = ?",
        area.number());
  }

  /// Puts a value into a line, in place of one with the same number.
  void line(Area area, byte[] owner, long number, byte[] value) {
    byte[] hidden = seal.hide(area.number(), owner);
    sql.run(
        "INSERT OR REPLACE INTO line (area, owner, number, value) VALUES (?, ?, ?, ?)",
        area.number(),
        hidden,
        number,
        seal.seal(place(LINE, area, hidden, number), value));
  }

  Optional<byte[]> lineAt(Area area, byte[] owner, long number) {
    byte[] hidden = seal.hide(area.number(), owner);
    return sql
        .query(
            row -> row.bytes(0),
            "SELECT value FROM line WHERE area = ? AND owner = ? AND number = ?",
            area.number(),
            hidden,
            number)
        .stream()
        .findFirst()
        .map(sealed -> seal.open(place(LINE, area, hidden, number), sealed));
  }

  void removeLine(Area area, byte[] owner, long number) {
    sql.run(
        "DELETE FROM line WHERE area = ? AND owner = ? AND number = ?",
        area.number(),
        seal.hide(area.number(), owner),
        number);
  }

  /// The first `limit` of a line, lowest number first.
  List<Line> first(Area area, byte[] owner, int limit) {
    return lines(area, owner, limit, "ASC");
  }

  /// The last `limit` of a line, highest number first.
  List<Line> last(Area area, byte[] owner, int limit) {
    return lines(area, owner, limit, "DESC");
  }

  /// Those of a line with a number above `after` and up to `upTo`, lowest first.
  List<Line> between(Area area, byte[] owner, long after, long upTo) {
    byte[] hidden = seal.hide(area.number(), owner);
    return sql.query(
        row -> line(area, hidden, row),
        "SELECT number, value FROM line WHERE area = ? AND owner = ? AND number > ? AND number <= ?"
            + " ORDER BY number",
        area.number(),
        hidden,
        after,
        upTo);
  }

  private Line line(Area area, byte[] hidden, Sql.Row row) {
    return new Line(
        row.number(0),
        ByteString.copyFrom(seal.open(place(LINE, area, hidden, row.number(0)), row.bytes(1))));
  }

  private List<Line> lines(Area area, byte[] owner, int limit, String direction) {
    byte[] hidden = seal.hide(area.number(), owner);
    return sql.query(
        row -> line(area, hidden, row),
        "SELECT number, value FROM line WHERE area = ? AND owner = ? ORDER BY number "
            + direction
            + " LIMIT ?",
        area.number(),
        hidden,
        (long) limit);
  }

  /// Whether nothing was ever put.
  boolean isEmpty() {
    return sql.query(row -> row.number(0), "SELECT 1 FROM item LIMIT 1").isEmpty();
  }

  /// How many there are in a line.
  long count(Area area, byte[] owner) {
    return sql.query(
            row -> row.number(0),
            "SELECT COUNT(*) FROM line WHERE area = ? AND owner = ?",
            area.number(),
            seal.hide(area.number(), owner))
        .get(0);
  }

  /// The highest number in any line of an area, or 0.
  long highest(Area area) {
    return sql.query(
            row -> row.number(0),
            "SELECT COALESCE(MAX(number), 0) FROM line WHERE area = ?",
            area.number())
        .get(0);
  }

  /// Notes that an envelope was dealt with on `day`.
  void saw(byte[] envelope, long day) {
    sql.run(
        "INSERT OR IGNORE INTO seen (name, day) VALUES (?, ?)",
        seal.hide(Area.ENVELOPE.number(), envelope),
        day);
  }

  boolean hasSeen(byte[] envelope) {
    return !sql.query(
            row -> row.number(0),
            "SELECT day FROM seen WHERE name = ?",
            seal.hide(Area.ENVELOPE.number(), envelope))
        .isEmpty();
  }

  void forgetSeenBefore(long day) {
    sql.run("DELETE FROM seen WHERE day < ?", day);
  }

  private static byte[] place(byte table, Area area, byte[] name, long number) {
    return ByteBuffer.allocate(1 + Long.BYTES + name.length + Long.BYTES)
        .put(table)
        .putLong(area.number())
        .put(name)
        .putLong(number)
        .array();
  }
}
