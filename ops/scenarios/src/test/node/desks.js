// Section 20: coming into desks, and what is said there.
import { createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { Desk, toSign } from './desk.js';
import { encode } from './schema.js';

export class Desks {
  #schema;
  #own; // account in hex
  #card;
  #send; // (account in hex, kind, message id, time) → a promise
  #know; // (card) → makes somebody known to whom one can write then
  #invitation;
  #desk;
  #lastSent = 0;

  constructor(schema, own, card, send, know) {
    this.#schema = schema;
    this.#own = own;
    this.#card = card;
    this.#send = send;
    this.#know = know;
  }

  /** Takes content that concerns desks. Returns whether its sender may be heard: only in a desk, only as a member. */
  take(content) {
    if (content.desk_invitation) {
      this.#invitation = { ...content.desk_invitation, from: content.from.account.toString('hex') };
      return true;
    }
    if (content.desk_changes) {
      this.#changed(content.desk_changes);
      return true;
    }
    const { desk } = content;
    return desk !== undefined && desk !== null
      && this.#desk?.id === desk.desk.toString('hex')
      && this.#desk.members().members.has(this.#own)
      && this.#desk.knows(desk)
      && this.#desk.members().members.has(content.from.account.toString('hex'));
  }

  /** Says yes to the last invitation. */
  async accept() {
    const { desk, ticket, from } = this.#invitation;
    const key = generateKeyPairSync('ed25519').privateKey;
    const der = createPublicKey(key).export({ type: 'spki', format: 'der' });
    const member = encode(this.#schema('DeskMember'), {
      card: this.#card(), desk_key: der.subarray(der.length - 32), name: 'Peer',
    });
    const proof = sign(null, toSign('busel desk member v1\0', [desk, member]), key);
    this.#desk = new Desk(this.#schema, desk.toString('hex'));
    await this.#send(from, { desk_answer: { desk, ticket, member, proof } });
  }

  /** Says something to every member; returns its message id in hex. */
  async say(kind) {
    const messageId = randomBytes(16);
    const sentAt = this.#now();
    const { members } = this.#desk.members();
    for (const [account, { card }] of members) {
      if (account !== this.#own) {
        await this.#know(card);
        await this.#send(account, { ...kind, desk: this.#desk.mark() }, messageId, sentAt);
      }
    }
    return messageId.toString('hex');
  }

  /** Tells one member that messages were read. */
  async receipt(account, messageIds) {
    const { card } = this.#desk.members().members.get(account);
    await this.#know(card);
    await this.#send(account, {
      receipt: { kind: 2, message_ids: messageIds }, desk: this.#desk.mark(),
    });
  }

  /** Name, timer and members, as they are by what is here. */
  described() {
    const { name, seconds, members, admins } = this.#desk.members();
    return `${name} ${seconds} ${[...members.keys()].sort().join(',')} ${[...admins].sort().join(',')}`;
  }

  #now() {
    this.#lastSent = Math.max(Date.now(), this.#lastSent + 1);
    return this.#lastSent;
  }

  #changed({ desk, changes }) {
    if (this.#desk?.id !== desk.toString('hex')) {
      return;
    }
    for (const change of changes) {
      const verdict = this.#desk.take(change);
      if (verdict !== 'taken' && verdict !== 'known') {
        throw new Error(`a change that does not hold: ${verdict}`);
      }
    }
  }
}
