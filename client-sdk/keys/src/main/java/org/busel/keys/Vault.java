package org.busel.keys;

import com.google.crypto.tink.subtle.XChaCha20Poly1305;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/// A device's secrets in one file, sealed under a passphrase.
///
/// [VaultFile] says what stands in the file. While it is open the vault holds its contents and the key derived from
/// the passphrase in memory; [#close] wipes both. Safe for many threads. Two processes must not open one file: the
/// profile's lock is the caller's.
public final class Vault implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path path;
  private final VaultFile file;
  private final int slot;
  private final VaultContents contents;
  private byte[] key;
  private boolean closed;

  private Vault(Path path, VaultFile file, int slot, VaultContents contents, byte[] key) {
    this.path = path;
    this.file = file;
    this.slot = slot;
    this.contents = contents;
    this.key = key;
  }

  /// Makes an empty vault and writes it to `path`, readable by the owner only.
  ///
  /// @throws VaultException if the file exists or cannot be written
  public static Vault create(Path path, Passphrase passphrase, Argon2Cost cost) {
    if (Files.exists(path)) {
      throw new VaultException(
          "making it", new IOException("there is a file already where it should be"));
    }
    VaultFile file = VaultFile.fresh(cost, RANDOM);
    byte[] key = derive(file, passphrase);
    // Any slot: the number of the one in use must not tell the first passphrase from a later one.
    Vault vault = new Vault(path, file, RANDOM.nextInt(VaultFile.SLOTS), new VaultContents(), key);
    vault.putPlace(RANDOM.nextInt(VaultPlace.HOMES), vault.anotherSlot(vault.slot));
    vault.save();
    return vault;
  }

  /// Opens the vault at `path`. Takes as long as it was made to take, about half a second, and the same with a wrong
  /// passphrase.
  ///
  /// @throws VaultException if the file could not be read
  public static UnlockOutcome unlock(Path path, Passphrase passphrase) {
    byte[] bytes;
    try {
      // One byte more than a vault has is enough to know that it is none.
      try (var in = Files.newInputStream(path)) {
        bytes = in.readNBytes(VaultFile.BYTES + 1);
      }
    } catch (NoSuchFileException e) {
      return new UnlockOutcome.NoVault();
    } catch (IOException e) {
      throw new VaultException("reading it", e);
    }
    VaultFile.Parsed parsed = VaultFile.parse(bytes);
    if (parsed instanceof VaultFile.Parsed.NotAVault) {
      return new UnlockOutcome.NotAVault();
    } else if (parsed instanceof VaultFile.Parsed.Newer newer) {
      return new UnlockOutcome.NewerVersion(newer.version());
    } else if (parsed instanceof VaultFile.Parsed.Damaged damaged) {
      return new UnlockOutcome.Damaged(damaged.reason());
    }
    return unlock(path, ((VaultFile.Parsed.Whole) parsed).file(), passphrase);
  }

  private static UnlockOutcome unlock(Path path, VaultFile file, Passphrase passphrase) {
    byte[] key = derive(file, passphrase);
    int found = -1;
    byte[] opened = new byte[0];
    // All slots are tried even after one has opened, so that time does not say which one it was.
    for (int slot = 0; slot < VaultFile.SLOTS; slot++) {
      Optional<byte[]> attempt = openSlot(file, slot, key);
      if (attempt.isPresent()) {
        found = slot;
        opened = attempt.get();
      }
    }
    if (found < 0) {
      Arrays.fill(key, (byte) 0);
      return new UnlockOutcome.WrongPassphrase();
    }
    Optional<VaultContents> contents = VaultContents.parse(opened);
    Arrays.fill(opened, (byte) 0);
    if (contents.isEmpty()) {
      Arrays.fill(key, (byte) 0);
      return new UnlockOutcome.Damaged("its contents make no sense");
    }
    return new UnlockOutcome.Unlocked(new Vault(path, file, found, contents.get(), key));
  }

  /// A copy of the secret under `label`, if there is one; the caller closes it.
  public synchronized Optional<Secret> secret(SecretLabel label) {
    requireOpen();
    return contents.get(label);
  }

  /// Puts a copy of `secret` in place of what stood under its label. Not in the file before [#save].
  ///
  /// @throws IllegalArgumentException if there is no room: all secrets together have 4,056 bytes
  public synchronized void put(Secret secret) {
    requireOpen();
    contents.put(secret);
  }

  /// Seals the vault under another passphrase and writes it. The old passphrase opens nothing from then on, but still
  /// opens older copies of the file.
  public synchronized void changePassphrase(Passphrase passphrase) {
    requireOpen();
    byte[] old = key;
    key = derive(file, passphrase);
    Arrays.fill(old, (byte) 0);
    save();
  }

  /// Where the rest of the profile lies.
  public synchronized VaultPlace place() {
    requireOpen();
    Optional<Secret> known = contents.get(SecretLabel.PLACE);
    if (known.isEmpty()) { // a vault of before there were places; on disk with the next save
      putPlace(RANDOM.nextInt(VaultPlace.HOMES), anotherSlot(slot));
      return place();
    }
    try (Secret place = known.get()) {
      return place.use(bytes -> new VaultPlace(bytes[0], bytes[1]));
    }
  }

  /// Seals the own slot anew, leaves one alone, makes noise of the other two, and writes the file.
  ///
  /// Every unlocking of a profile ends in this, whichever passphrase it was by and whether anything is in the other
  /// slots, so that what is written does not tell. Which slot is left alone was decided when the own one was made. A
  /// duress slot that spares the first leaves that alone; one that does not simply does not know of it.
  ///
  /// @throws VaultException if it could not be written; the old file is still there, or the new one
  public synchronized void renew() {
    int kept = place().keptSlot();
    for (int other = 0; other < VaultFile.SLOTS; other++) {
      if (other != slot && other != kept) {
        file.blankSlot(other, RANDOM);
      }
    }
    save();
  }

  /// An empty vault in the slot that this one leaves alone, in the same file, under another passphrase; what was in
  /// that slot is gone with its first [#save]. This vault does not remember it. The caller closes both.
  ///
  /// @param sparing whether opening it leaves this one alone; otherwise the first [#renew] after that destroys it
  /// @return nothing if the passphrase is the one of this vault
  public synchronized Optional<Vault> beside(Passphrase passphrase, boolean sparing) {
    VaultPlace place = place();
    byte[] other = derive(file, passphrase);
    if (MessageDigest.isEqual(other, key)) {
      Arrays.fill(other, (byte) 0);
      return Optional.empty();
    }
    Vault beside = new Vault(path, file, place.keptSlot(), new VaultContents(), other);
    beside.putPlace(place.otherHome(), sparing ? slot : beside.anotherSlot(slot));
    return Optional.of(beside);
  }

  /// Makes noise of the slot that this one leaves alone, whether anything is in it or not, and writes the file.
  public synchronized void clearBeside() {
    file.blankSlot(place().keptSlot(), RANDOM);
    save();
  }

  private int anotherSlot(int neitherThis) {
    int other = RANDOM.nextInt(VaultFile.SLOTS);
    return other == slot || other == neitherThis ? anotherSlot(neitherThis) : other;
  }

  private void putPlace(int home, int keptSlot) {
    byte[] bytes = {(byte) home, (byte) keptSlot};
    try (Secret place = Secret.takeOver(SecretLabel.PLACE, bytes)) {
      contents.put(place);
    }
  }

  /// Writes the file in one step: after a crash there is either the old one or the new one.
  ///
  /// @throws VaultException if it could not be written; the old file is still there, or the new one
  public synchronized void save() {
    requireOpen();
    byte[] opened = contents.bytes();
    try {
      file.putSlot(slot, sealing(key, slot).encrypt(opened, file.associatedData(slot)));
    } catch (GeneralSecurityException e) {
      throw new VaultException("sealing it", e);
    } finally {
      Arrays.fill(opened, (byte) 0);
    }
    try {
      WholeFile.replace(path, file.bytes());
    } catch (IOException e) {
      throw new VaultException("writing it", e);
    }
  }

  private static byte[] derive(VaultFile file, Passphrase passphrase) {
    byte[] typed = passphrase.utf8();
    try {
      return file.cost().derive(typed, file.salt());
    } finally {
      Arrays.fill(typed, (byte) 0);
    }
  }

  private static Optional<byte[]> openSlot(VaultFile file, int slot, byte[] key) {
    try {
      return Optional.of(sealing(key, slot).decrypt(file.slot(slot), file.associatedData(slot)));
    } catch (GeneralSecurityException notThisSlot) {
      return Optional.empty();
    }
  }

  /// Every slot has its own key, so that equal passphrases in two slots cannot be noticed.
  private static XChaCha20Poly1305 sealing(byte[] key, int slot) throws GeneralSecurityException {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    byte[] purpose = ("busel vault slot " + slot).getBytes(StandardCharsets.US_ASCII);
    hkdf.init(HKDFParameters.skipExtractParameters(key, purpose));
    byte[] slotKey = new byte[32];
    int unused = hkdf.generateBytes(slotKey, 0, slotKey.length);
    try {
      return new XChaCha20Poly1305(slotKey);
    } finally {
      Arrays.fill(slotKey, (byte) 0);
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("vault is closed");
    }
  }

  /// Wipes what is in memory; what was put but not saved is lost. Closing twice is harmless.
  @Override
  public synchronized void close() {
    closed = true;
    contents.close();
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "Vault[hidden]";
  }
}
