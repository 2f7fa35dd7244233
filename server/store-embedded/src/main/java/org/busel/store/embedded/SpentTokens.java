package org.busel.store.embedded;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import org.busel.wire.AttachmentId;

/// Upload tokens that can't be spent again, by the ids that they were signed for.
final class SpentTokens {
  private final Database database;

  SpentTokens(Database database) {
    this.database = database;
  }

  boolean isAnySpent(List<AttachmentId> ids) {
    return database.read(
        "looking for spent tokens",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("SELECT 1 FROM spent_token WHERE id = ?")) {
            for (AttachmentId id : ids) {
              select.setBytes(1, id.bytes().toByteArray());
              try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                  return true;
                }
              }
            }
            return false;
          }
        });
  }

  /// Spends all of them, or none if one was spent before.
  ///
  /// @return whether they were spent now
  boolean spend(int tokenKey, List<AttachmentId> ids) {
    return database.write(
        "spending tokens",
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO spent_token (id, key_number) VALUES (?, ?)"
                      + " ON CONFLICT DO NOTHING")) {
            int spent = 0;
            for (AttachmentId id : ids) {
              insert.setBytes(1, id.bytes().toByteArray());
              insert.setInt(2, tokenKey);
              spent += insert.executeUpdate();
            }
            return spent == ids.size();
          }
        },
        spentAll -> spentAll);
  }

  /// Forgets those of keys with a lower number.
  void forget(int tokenKey) {
    int _ =
        database.write(
            "forgetting spent tokens",
            connection -> {
              try (PreparedStatement delete =
                  connection.prepareStatement("DELETE FROM spent_token WHERE key_number < ?")) {
                delete.setInt(1, tokenKey);
                return delete.executeUpdate();
              }
            });
  }
}
