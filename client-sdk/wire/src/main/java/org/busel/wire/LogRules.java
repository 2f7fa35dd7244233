package org.busel.wire;

import com.google.protobuf.ByteString;
import java.util.Optional;
import org.busel.wire.v1.KeyProof;
import org.busel.wire.v1.LogEntries;
import org.busel.wire.v1.LogHead;
import org.busel.wire.v1.LogLeaf;
import org.busel.wire.v1.LogUpdate;
import org.busel.wire.v1.LookUpKeys;
import org.busel.wire.v1.MapEntry;
import org.busel.wire.v1.WitnessedHead;

/// What PROTOCOL.md asks of everything about the key log. Whether a proof proves anything is not looked at here.
final class LogRules {
  private static final int SIGNATURE_BYTES = 64;

  private LogRules() {}

  static void lookUp(Flaws flaws, LookUpKeys lookUp) {
    flaws.size("look_up_keys.account", lookUp.getAccount(), AccountId.BYTES);
    flaws.size("look_up_keys.capability", lookUp.getCapability(), Capability.BYTES);
  }

  static void proof(Flaws flaws, KeyProof proof) {
    flaws.unless(proof.getSize() >= 0, "key_proof.size is above 2^63");
    flaws.unless(proof.getVersion() >= 0, "key_proof.version is above 2^31");
    flaws.count(
        "key_proof.material bytes",
        proof.getMaterial().size(),
        proof.getVersion() == 0 ? 0 : 1,
        proof.getVersion() == 0 ? 0 : Limits.LOG_MATERIAL_BYTES);
    hashes(flaws, "key_proof.present", proof.getPresent(), Limits.LOG_PATH_HASHES);
    hashes(flaws, "key_proof.absent", proof.getAbsent(), Limits.LOG_PATH_HASHES);
    if (proof.hasBeside()) {
      entry(flaws, "key_proof.beside", proof.getBeside());
    }
  }

  static void head(Flaws flaws, LogHead head) {
    flaws.unless(head.getSize() >= 0, "log_head.size is above 2^63");
    flaws.unless(head.getHour() > 0, "log_head.hour is 0 or above 2^31");
    flaws.size("log_head.log_root", head.getLogRoot(), Sha256.BYTES);
    flaws.size("log_head.signature", head.getSignature(), SIGNATURE_BYTES);
  }

  static Optional<String> flaw(LogUpdate update) {
    Flaws flaws = new Flaws();
    head(flaws, update.getHead());
    flaws.unless(
        update.hasLast() == (update.getHead().getSize() != 0), "last leaf does not fit the size");
    if (update.hasLast()) {
      leaf(flaws, update.getLast());
    }
    hashes(flaws, "log_update.inclusion", update.getInclusion(), Limits.LOG_PROOF_HASHES);
    hashes(flaws, "log_update.consistency", update.getConsistency(), Limits.LOG_PROOF_HASHES);
    hashes(
        flaws,
        "log_update.witnessed_consistency",
        update.getWitnessedConsistency(),
        Limits.LOG_PROOF_HASHES);
    if (update.hasWitnessed()) {
      witnessed(flaws, update.getWitnessed());
    }
    return flaws.first();
  }

  static Optional<String> flaw(WitnessedHead witnessed) {
    Flaws flaws = new Flaws();
    witnessed(flaws, witnessed);
    return flaws.first();
  }

  static Optional<String> flaw(LogEntries entries) {
    Flaws flaws = new Flaws();
    leaf(flaws, entries.getLeaf());
    flaws.count(
        "log_entries.entries", entries.getEntriesCount(), 1, Limits.LOG_LEAF_ENTRIES);
    entries.getEntriesList().forEach(entry -> entry(flaws, "log_entries.entries", entry));
    return flaws.first();
  }

  private static void witnessed(Flaws flaws, WitnessedHead witnessed) {
    head(flaws, witnessed.getHead());
    flaws.unless(witnessed.getHour() > 0, "witnessed_head.hour is 0 or above 2^31");
    flaws.size("witnessed_head.signature", witnessed.getSignature(), SIGNATURE_BYTES);
  }

  private static void leaf(Flaws flaws, LogLeaf leaf) {
    flaws.unless(leaf.getHour() > 0, "log_leaf.hour is 0 or above 2^31");
    flaws.unless(leaf.getEntries() > 0, "log_leaf.entries is 0 or above 2^63");
    flaws.size("log_leaf.map_root", leaf.getMapRoot(), Sha256.BYTES);
  }

  private static void entry(Flaws flaws, String field, MapEntry entry) {
    flaws.size(field + ".position", entry.getPosition(), Sha256.BYTES);
    flaws.size(field + ".value", entry.getValue(), Sha256.BYTES);
  }

  private static void hashes(Flaws flaws, String field, ByteString hashes, int most) {
    flaws.unless(hashes.size() % Sha256.BYTES == 0, field + " is not made of hashes");
    flaws.count(field + " hashes", hashes.size() / Sha256.BYTES, 0, most);
  }
}
