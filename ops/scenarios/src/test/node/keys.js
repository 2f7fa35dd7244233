// Section 7: the keys of a device, in memory, and the stores that libsignal asks for.
import { createPublicKey, generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import * as signal from '@signalapp/libsignal-client';

const ONE_TIME_KEYS = 20;
const HIGHEST_REGISTRATION_ID = 16_380;

export class Keys {
  constructor() {
    this.account = randomBytes(16);
    this.capability = randomBytes(32);
    this.identity = signal.IdentityKeyPair.generate();
    this.registrationId = randomInt(1, HIGHEST_REGISTRATION_ID + 1);
    this.login = generateKeyPairSync('ed25519').privateKey;
    this.sessions = new Sessions();
    this.identities = new Identities(this.identity, this.registrationId);
    this.oneTime = new OneTime();
    this.signed = new Signed();
    this.kyber = new Kyber();
  }

  /** The 32 bytes of the login key that the relay keeps. */
  loginPublic() {
    const der = createPublicKey(this.login).export({ type: 'spki', format: 'der' });
    return der.subarray(der.length - 32);
  }

  /** What Register and UploadKeys carry; the private halves stay here. */
  makePrekeys() {
    const signed = this.#signedPrekey(1);
    const lastResort = this.#kyberPrekey(1);
    const upload = { signed_prekey: signed, last_resort_kem: lastResort, one_time_ec: [], one_time_kem: [] };
    for (let id = 2; id < 2 + ONE_TIME_KEYS; id++) {
      const pair = signal.PrivateKey.generate();
      this.oneTime.keys.set(id, signal.PreKeyRecord.new(id, pair.getPublicKey(), pair));
      upload.one_time_ec.push({ id, public_key: pair.getPublicKey().serialize() });
      upload.one_time_kem.push(this.#kyberPrekey(id));
    }
    return upload;
  }

  #signedPrekey(id) {
    const pair = signal.PrivateKey.generate();
    const publicKey = pair.getPublicKey().serialize();
    const signature = this.identity.privateKey.sign(publicKey);
    this.signed.keys.set(
      id, signal.SignedPreKeyRecord.new(id, Date.now(), pair.getPublicKey(), pair, signature));
    return { id, public_key: publicKey, signature };
  }

  #kyberPrekey(id) {
    const pair = signal.KEMKeyPair.generate();
    const publicKey = pair.getPublicKey().serialize();
    const signature = this.identity.privateKey.sign(publicKey);
    this.kyber.keys.set(id, signal.KyberPreKeyRecord.new(id, Date.now(), pair, signature));
    return { id, public_key: publicKey, signature };
  }
}

const nameOf = (address) => `${address.name()}.${address.deviceId()}`;

class Sessions extends signal.SessionStore {
  #records = new Map();

  async saveSession(address, record) {
    this.#records.set(nameOf(address), record.serialize());
  }

  // Kept as bytes, so that every step also proves that a session survives being written down.
  async getSession(address) {
    const bytes = this.#records.get(nameOf(address));
    return bytes ? signal.SessionRecord.deserialize(bytes) : null;
  }

  async getExistingSessions(addresses) {
    return Promise.all(addresses.map((address) => this.getSession(address)));
  }
}

class Identities extends signal.IdentityKeyStore {
  #known = new Map();
  #identity;
  #registrationId;

  constructor(identity, registrationId) {
    super();
    this.#identity = identity;
    this.#registrationId = registrationId;
  }

  async getIdentityKey() {
    return this.#identity.privateKey;
  }

  async getLocalRegistrationId() {
    return this.#registrationId;
  }

  async saveIdentity(address, key) {
    this.#known.set(nameOf(address), key);
    return signal.IdentityChange.NewOrUnchanged;
  }

  async isTrustedIdentity(address, key) {
    const known = this.#known.get(nameOf(address));
    return !known || known.equals(key);
  }

  async getIdentity(address) {
    return this.#known.get(nameOf(address)) ?? null;
  }
}

class OneTime extends signal.PreKeyStore {
  keys = new Map();

  async savePreKey(id, record) {
    this.keys.set(id, record);
  }

  async getPreKey(id) {
    return held(this.keys, id);
  }

  async removePreKey(id) {
    this.keys.delete(id);
  }
}

class Signed extends signal.SignedPreKeyStore {
  keys = new Map();

  async saveSignedPreKey(id, record) {
    this.keys.set(id, record);
  }

  async getSignedPreKey(id) {
    return held(this.keys, id);
  }
}

class Kyber extends signal.KyberPreKeyStore {
  static LAST_RESORT = 1;
  keys = new Map();

  async saveKyberPreKey(id, record) {
    this.keys.set(id, record);
  }

  async getKyberPreKey(id) {
    return held(this.keys, id);
  }

  async markKyberPreKeyUsed(id) {
    if (id !== Kyber.LAST_RESORT) {
      this.keys.delete(id);
    }
  }
}

function held(keys, id) {
  const key = keys.get(id);
  if (!key) {
    throw new Error(`no key ${id}`);
  }
  return key;
}
