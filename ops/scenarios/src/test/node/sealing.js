// Section 12: sealed sender, version 1, exactly of a size bucket.
import * as signal from '@signalapp/libsignal-client';

const BUCKETS = [1, 2, 4, 8, 16, 32, 64, 96].map((kib) => kib * 1024);
const HINT_DEFAULT = 0;
const HINT_RESENDABLE = 1;
const LATE_CERTIFICATE_MILLIS = 91 * 24 * 3_600_000;

/** Seals `plain` from `own` to `to` (libsignal addresses), with the keys of this device. */
export async function seal(keys, certificate, own, to, plain) {
  const message = await signal.signalEncrypt(plain, to, own, keys.sessions, keys.identities);
  for (const hint of [HINT_DEFAULT, HINT_RESENDABLE]) {
    const bare = (await sealed(keys, certificate, to, message, hint, null)).length;
    const bucket = BUCKETS.find((size) => size >= bare);
    if (bucket === bare) {
      return sealed(keys, certificate, to, message, hint, null);
    }
    // The field of the padding has a head of 2 to 4 bytes, and so may lengthen the heads around it.
    for (let padding = Math.max(0, bucket - bare - 12); padding < bucket - bare; padding++) {
      const full = await sealed(keys, certificate, to, message, hint, Buffer.alloc(padding));
      if (full.length === bucket) {
        return full;
      }
    }
  }
  throw new Error('no padding makes a size bucket');
}

function sealed(keys, certificate, to, message, hint, padding) {
  const content = signal.UnidentifiedSenderMessageContent.new(message, certificate, hint, padding);
  return signal.sealedSenderEncrypt(content, to, keys.identities);
}

/** Opens a sealed content; returns who sent it, as a libsignal address, and the bytes of its Content. */
export async function open(keys, trustRoot, own, bytes) {
  if (!BUCKETS.includes(bytes.length)) {
    throw new Error('not a size bucket');
  }
  const content = await signal.sealedSenderDecryptToUsmc(bytes, keys.identities);
  const certificate = content.senderCertificate();
  const time = Math.min(Date.now(), certificate.expiration());
  if (Date.now() > certificate.expiration() + LATE_CERTIFICATE_MILLIS || !certificate.validate(trustRoot, time)) {
    throw new Error('a sender certificate that this relay did not issue');
  }
  const from = signal.ProtocolAddress.new(certificate.senderUuid(), certificate.senderDeviceId());
  const plain = await decrypt(keys, own, from, content);
  const identity = await keys.identities.getIdentity(from);
  if (!identity?.equals(certificate.key())) {
    throw new Error('the certificate names another identity');
  }
  return { from, plain };
}

function decrypt(keys, own, from, content) {
  switch (content.msgType()) {
    case signal.CiphertextMessageType.Whisper:
      return signal.signalDecrypt(
        signal.SignalMessage.deserialize(content.contents()), from, own, keys.sessions, keys.identities);
    case signal.CiphertextMessageType.PreKey:
      return signal.signalDecryptPreKey(
        signal.PreKeySignalMessage.deserialize(content.contents()),
        from, own, keys.sessions, keys.identities, keys.oneTime, keys.signed, keys.kyber);
    default:
      throw new Error('neither a prekey message nor a whisper message');
  }
}
