package org.busel.sdk.local;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.busel.sdk.local.records.StoredAttachment;
import org.busel.sdk.local.records.StoredUpload;
import org.busel.sdk.local.records.StoredUploadToken;
import org.busel.sdk.local.records.StoredWithdrawal;
import org.busel.wire.AttachmentId;

/// What is known of attachments beside their messages; the sealed files themselves lie in a folder. Inside a transaction
/// only.
public final class AttachmentTable {
  private final Table table;
  private final List<String> erased = new ArrayList<>();

  AttachmentTable(Table table) {
    this.table = table;
  }

  /// Under which name the sealed file of an attachment lies: always the same, and saying nothing without the key.
  public String fileName(AttachmentId id) {
    return HexFormat.of().formatHex(table.hidden(Area.ATTACHMENT, name(id)));
  }

  /// What is known of the attachment whose sealed file has that name.
  public Optional<StoredAttachment> find(String fileName) {
    return table
        .get(Area.ATTACHMENT, name(fileName))
        .map(value -> Stored.read(StoredAttachment.parser(), value));
  }

  /// Keeps what is known in place of what was.
  public void save(String fileName, StoredAttachment attachment) {
    table.put(Area.ATTACHMENT, name(fileName), attachment.toByteArray());
  }

  /// Forgets an attachment.
  public void remove(String fileName) {
    table.remove(Area.ATTACHMENT, name(fileName));
  }

  /// Forgets an attachment, and has its sealed file removed as soon as this transaction is committed.
  public void erase(String fileName) {
    remove(fileName);
    erased.add(fileName);
  }

  List<String> takeErased() {
    List<String> taken = List.copyOf(erased);
    erased.clear();
    return taken;
  }

  /// Attachments that the relay is still to remove.
  public List<StoredWithdrawal> withdrawals() {
    return table.all(Area.WITHDRAWAL).stream()
        .map(value -> Stored.read(StoredWithdrawal.parser(), value))
        .toList();
  }

  /// Notes that the relay is to remove an attachment.
  public void save(StoredWithdrawal withdrawal) {
    table.put(Area.WITHDRAWAL, withdrawal.getId().toByteArray(), withdrawal.toByteArray());
  }

  /// The relay has removed it.
  public void remove(StoredWithdrawal withdrawal) {
    table.remove(Area.WITHDRAWAL, withdrawal.getId().toByteArray());
  }

  /// Uploads that have not come to their end.
  public List<StoredUpload> uploads() {
    return table.all(Area.UPLOAD).stream()
        .map(value -> Stored.read(StoredUpload.parser(), value))
        .toList();
  }

  /// Keeps an upload in place of the one with the same source.
  public void save(StoredUpload upload) {
    table.put(Area.UPLOAD, upload.getSource().toByteArray(), upload.toByteArray());
  }

  /// The upload with that source.
  public Optional<StoredUpload> upload(byte[] source) {
    return table
        .get(Area.UPLOAD, source)
        .map(value -> Stored.read(StoredUpload.parser(), value));
  }

  /// Done, one way or the other.
  public void remove(StoredUpload upload) {
    table.remove(Area.UPLOAD, upload.getSource().toByteArray());
  }

  /// Tokens in stock.
  public List<StoredUploadToken> tokens() {
    return table.all(Area.UPLOAD_TOKEN).stream()
        .map(value -> Stored.read(StoredUploadToken.parser(), value))
        .toList();
  }

  /// Puts a token into stock.
  public void keep(StoredUploadToken token) {
    table.put(Area.UPLOAD_TOKEN, token.getUploadKey().toByteArray(), token.toByteArray());
  }

  /// Takes a token out of stock.
  public void take(StoredUploadToken token) {
    table.remove(Area.UPLOAD_TOKEN, token.getUploadKey().toByteArray());
  }

  private static byte[] name(AttachmentId id) {
    return id.bytes().toByteArray();
  }

  private static byte[] name(String fileName) {
    return fileName.getBytes(StandardCharsets.US_ASCII);
  }
}
