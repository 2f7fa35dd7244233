package org.busel.sdk.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Statements as bytes and back: `[text][count of arguments 1]`, then for each `[0][number 8]` or `[1][length 4][bytes]`.
/// The text is as [DataOutputStream#writeUTF] writes it. For one thread at a time.
final class Statements {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  void add(String statement, Object... arguments) {
    try {
      out.writeUTF(statement);
      out.writeByte(arguments.length);
      for (Object argument : arguments) {
        if (argument instanceof byte[] value) {
          out.writeByte(1);
          out.writeInt(value.length);
          out.write(value);
        } else {
          out.writeByte(0);
          out.writeLong((Long) argument);
        }
      }
    } catch (IOException e) {
      throw new LocalStoreException("noting a statement", e);
    }
  }

  boolean isEmpty() {
    return bytes.size() == 0;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  void clear() {
    bytes.reset();
  }

  /// Everything in a database: how it is made, and every row.
  static byte[] of(Sql sql) {
    return of(sql, "");
  }

  /// What belongs into a backup: how it is made, and the rows of areas that are not left out.
  static byte[] forBackup(Sql sql) {
    return of(
        sql,
        Stream.of(Area.values())
            .filter(Area::isLeftOutOfBackups)
            .map(area -> Long.toString(area.number()))
            .collect(Collectors.joining(", ", " WHERE area NOT IN (", ")")));
  }

  private static byte[] of(Sql sql, String where) {
    Statements all = new Statements();
    for (String made :
        texts(sql, "SELECT CAST(sql AS BLOB) FROM sqlite_master WHERE sql IS NOT NULL"
            + " ORDER BY type DESC")) {
      all.add(made);
    }
    for (String table :
        texts(sql, "SELECT CAST(name AS BLOB) FROM sqlite_master WHERE type = 'table'")) {
      all.addRows(sql, table, where);
    }
    all.add("PRAGMA user_version = " + Schema.versionOf(sql));
    return all.bytes();
  }

  private void addRows(Sql sql, String table, String where) {
    String about = " FROM pragma_table_info('" + table + "') ORDER BY cid";
    List<String> columns = texts(sql, "SELECT CAST(name AS BLOB)" + about);
    if (!where.isEmpty() && !columns.contains("area")) {
      return;
    }
    List<Boolean> numbers =
        sql.query(row -> row.number(0) == 1, "SELECT type = 'INTEGER'" + about);
    String names = String.join(", ", columns);
    String insert =
        "INSERT INTO " + table + " (" + names + ") VALUES (?" + ", ?".repeat(columns.size() - 1) + ")";
    List<Object[]> unused =
        sql.query(
            row -> {
              Object[] values = new Object[columns.size()];
              for (int i = 0; i < values.length; i++) {
                values[i] = numbers.get(i) ? (Object) row.number(i) : row.bytes(i);
              }
              add(insert, values);
              return NOTHING;
            },
            "SELECT " + names + " FROM " + table + where);
  }

  private static final Object[] NOTHING = {};

  private static List<String> texts(Sql sql, String query) {
    return sql.query(row -> new String(row.bytes(0), StandardCharsets.UTF_8), query);
  }

  /// Runs what [#bytes] gave. What comes out of a home was authenticated before, so bytes that make no sense mean a
  /// fault here.
  static void run(byte[] statements, Sql sql) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(statements))) {
      while (in.available() > 0) {
        String statement = in.readUTF();
        List<Object> arguments = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
          if (in.readByte() == 0) {
            arguments.add(in.readLong());
          } else {
            arguments.add(in.readNBytes(in.readInt()));
          }
        }
        sql.run(statement, arguments.toArray());
      }
    } catch (IOException e) {
      throw new LocalStoreException("reading statements", e);
    }
  }
}
