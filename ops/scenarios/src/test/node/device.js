// Sections 7, 8, 13 and 15: what a device does. Desks are in desks.js.
import { createHash, randomBytes } from 'node:crypto';
import * as signal from '@signalapp/libsignal-client';
import { Connection } from './connection.js';
import { Desks } from './desks.js';
import { Keys } from './keys.js';
import { readLink, writeLink } from './links.js';
import { open, seal } from './sealing.js';
import { decode, encode } from './schema.js';

const DEVICE = 1;
const HOUR_MILLIS = 3_600_000;
const FINGERPRINT_ROUNDS = 5_200;

export class Device {
  #schema;
  #keys = new Keys();
  #place;
  #own;
  #certificate;
  #invitations = new Map();
  #contacts = new Map(); // account in hex → capability, devices

  constructor(schema) {
    this.#schema = schema;
    this.#own = addressOf(this.#keys.account, DEVICE);
    this.desks = new Desks(
      schema, this.#keys.account.toString('hex'), () => this.#card(),
      (...what) => this.#say(...what), (card) => this.#know(card));
  }

  /** Registers with the token of a join link, and fetches a sender certificate. */
  async join(link) {
    const invitation = readLink('join', this.#schema('RelayInvitation'), link);
    this.#place = invitation.relay;
    const { connection } = await this.#connect('outbox');
    const answer = await connection.ask({
      register: {
        invitation: invitation.token,
        account: this.#keys.account,
        capability_hash: sha256(this.#keys.capability),
        login_key: this.#keys.loginPublic(),
        identity_key: this.#keys.identity.publicKey.serialize(),
        registration_id: this.#keys.registrationId,
        keys: this.#keys.makePrekeys(),
      },
    });
    connection.close();
    if (answer.registered?.device !== DEVICE) {
      throw new Error(`register was answered with ${answer.outcome} ${answer.refusal?.code ?? ''}`);
    }
    const inbox = await this.#inbox();
    const { sender_certificate: issued } = await inbox.ask({ certify_sender: {} });
    this.#certificate = signal.SenderCertificate.deserialize(issued.certificate);
    inbox.close();
  }

  /** A meet link for one person. */
  invite() {
    const token = randomBytes(16);
    this.#invitations.set(token.toString('hex'), true);
    return writeLink('meet', this.#schema('ContactInvitation'), {
      ...this.#card(), token, expires_at_millis: Date.now() + HOUR_MILLIS,
    });
  }

  /** Answers a meet link: fetches and checks keys, starts sessions, introduces itself. Returns the account in hex. */
  async meet(link, name) {
    const invitation = readLink('meet', this.#schema('ContactInvitation'), link);
    const account = invitation.account.toString('hex');
    this.#contacts.set(account, { capability: invitation.capability, devices: [] });
    await this.#fetchBundles(account, invitation.identity_fingerprint);
    await this.#say(account, {
      introduction: { invitation_token: invitation.token, card: this.#card(), name },
    });
    return account;
  }

  /** Sends words; returns their message id in hex. */
  send(account, text) {
    return this.#say(account, { text: { body: text } });
  }

  /** Fetches until the mailbox is drained; returns what was in it. */
  async receive() {
    const inbox = await this.#inbox();
    const taken = [];
    await new Promise((resolve, reject) => {
      let work = Promise.resolve();
      inbox.onPush = (push) => {
        work = work.then(async () => {
          if (push.delivery) {
            taken.push(await this.#take(push.delivery));
            inbox.send({ acknowledge: { envelope_ids: [push.delivery.envelope_id] } });
          } else if (push.drained) {
            resolve();
          }
        }).catch(reject);
      };
    });
    await inbox.ask({ count_keys: {} }); // so that the acknowledgements before it have arrived
    inbox.close();
    return taken;
  }

  /** The 60 digits to compare with a contact. */
  async safetyNumber(account) {
    const theirs = await this.#keys.identities.getIdentity(addressOf(Buffer.from(account, 'hex'), DEVICE));
    return signal.Fingerprint.new(
      FINGERPRINT_ROUNDS, 2, this.#keys.account, this.#keys.identity.publicKey, Buffer.from(account, 'hex'), theirs)
      .displayableFingerprint().toString();
  }

  async #fetchBundles(account, fingerprint) {
    const contact = this.#contacts.get(account);
    const { connection } = await this.#connect('outbox');
    const { bundles, refusal } = await connection.ask({
      fetch_bundles: { account: Buffer.from(account, 'hex'), capability: contact.capability },
    });
    connection.close();
    if (!bundles) {
      throw new Error(`bundles were refused: ${refusal.code}`);
    }
    for (const bundle of bundles.bundles) {
      if (!sha256(bundle.identity_key).equals(fingerprint)) {
        throw new Error('the relay gave another identity than the invitation names');
      }
      const ec = bundle.one_time_ec;
      await signal.processPreKeyBundle(
        signal.PreKeyBundle.new(
          bundle.registration_id, bundle.device,
          ec ? ec.id : null, ec ? signal.PublicKey.deserialize(ec.public_key) : null,
          bundle.signed_prekey.id, signal.PublicKey.deserialize(bundle.signed_prekey.public_key),
          bundle.signed_prekey.signature, signal.PublicKey.deserialize(bundle.identity_key),
          bundle.kem.id, signal.KEMPublicKey.deserialize(bundle.kem.public_key), bundle.kem.signature),
        addressOf(Buffer.from(account, 'hex'), bundle.device), this.#own, this.#keys.sessions, this.#keys.identities);
      contact.devices.push({ number: bundle.device, registrationId: bundle.registration_id });
    }
  }

  /** Makes a member of a desk known, who may be no contact; an identity that is known stays. */
  async #know(card) {
    const account = card.account.toString('hex');
    if (!this.#contacts.has(account)) {
      this.#contacts.set(account, { capability: card.capability, devices: [] });
      await this.#fetchBundles(account, card.identity_fingerprint);
    }
  }

  async #say(account, kind, messageId = randomBytes(16), sentAt = Date.now()) {
    const contact = this.#contacts.get(account);
    const token = randomBytes(32);
    const envelopes = [];
    for (const { number, registrationId } of contact.devices) {
      const plain = encode(this.#schema('Content'), {
        from: { account: this.#keys.account, device: DEVICE },
        to: { account: Buffer.from(account, 'hex'), device: number },
        sent_at_millis: sentAt,
        message_id: messageId,
        ...kind,
      });
      const to = addressOf(Buffer.from(account, 'hex'), number);
      envelopes.push({
        device: number,
        registration_id: registrationId,
        content: await seal(this.#keys, this.#certificate, this.#own, to, plain),
      });
    }
    const { connection } = await this.#connect('outbox');
    const answer = await connection.ask({
      submit: {
        id: envelopeId(token), account: Buffer.from(account, 'hex'), capability: contact.capability, envelopes,
      },
    });
    connection.close();
    if (!answer.accepted) {
      throw new Error(`submit was answered with ${answer.outcome} ${answer.refusal?.code ?? ''}`);
    }
    return messageId.toString('hex');
  }

  async #take(delivery) {
    const trustRoot = signal.PublicKey.deserialize(this.#place.sender_trust_root);
    const { from, plain } = await open(this.#keys, trustRoot, this.#own, delivery.content);
    const content = decode(this.#schema('Content'), plain);
    if (!isFrom(content.from, from) || !isFrom(content.to, this.#own)) {
      throw new Error('the content names other addresses than the envelope');
    }
    const account = content.from.account.toString('hex');
    if (content.introduction) {
      await this.#introduced(account, content);
    } else if (content.desk || content.desk_invitation || content.desk_changes) {
      if (!this.desks.take(content)) {
        throw new Error('somebody who does not belong to the desk wrote there');
      }
    } else if (!this.#contacts.has(account)) {
      throw new Error('somebody who is no contact wrote');
    }
    return {
      from: account,
      kind: content.kind,
      text: content.text?.body,
      name: content.introduction?.name,
      about: said(content),
      messageId: content.message_id.toString('hex'),
      sealedBytes: delivery.content.length,
    };
  }

  async #introduced(account, content) {
    const { invitation_token: token, card } = content.introduction;
    const sender = addressOf(content.from.account, content.from.device);
    const identity = await this.#keys.identities.getIdentity(sender);
    if (!this.#invitations.delete(token.toString('hex'))
        || !card.account.equals(content.from.account)
        || !sha256(identity.serialize()).equals(card.identity_fingerprint)) {
      throw new Error('an introduction that does not keep the rules');
    }
    const session = await this.#keys.sessions.getSession(sender);
    this.#contacts.set(account, {
      capability: card.capability,
      devices: [{ number: content.from.device, registrationId: session.remoteRegistrationId() }],
    });
  }

  #card() {
    return {
      relays: [this.#place],
      account: this.#keys.account,
      identity_fingerprint: sha256(this.#keys.identity.publicKey.serialize()),
      capability: this.#keys.capability,
    };
  }

  async #inbox() {
    const { connection, welcome } = await this.#connect('inbox');
    await connection.login(welcome, this.#keys.account, DEVICE, this.#keys.login);
    return connection;
  }

  #connect(kind) {
    return Connection.open(this.#place, kind, this.#schema);
  }
}

function addressOf(account, device) {
  return signal.ProtocolAddress.new(signal.Aci.fromUuidBytes(account), device);
}

function isFrom(named, address) {
  return address.name() === addressOf(named.account, named.device).name() && address.deviceId() === named.device;
}

/** What content says beside words: about which message, and what. */
function said({ answers, edit, deletion, reaction, receipt }) {
  const about = answers?.message_id ?? edit?.message_id ?? deletion?.message_id ?? reaction?.message.message_id;
  const what = edit?.text.body ?? reaction?.emoji
    ?? (receipt ? `${receipt.kind} ${receipt.message_ids.map((id) => id.toString('hex')).join(',')}` : undefined);
  return [about?.toString('hex'), what].filter((part) => part !== undefined).join(' ');
}

function envelopeId(token) {
  return createHash('sha256').update('busel envelope id v1\0', 'latin1').update(token).digest().subarray(0, 16);
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest();
}
