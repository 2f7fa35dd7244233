// Section 20: the changes of a desk, and who belongs to it by them. Written from that page alone.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { decode } from './schema.js';

const MOST_MEMBERS = 200;
const SPKI_OF_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

export class Desk {
  #schema;
  #changes = new Map(); // id in hex → what was taken, in the order of taking

  constructor(schema, id) {
    this.#schema = schema;
    this.id = id;
  }

  /** Takes a SignedDeskChange. Returns 'taken', 'known', 'early', or why it never counts. */
  take(signed) {
    const id = hashed('busel desk change id v1\0', signed.change).toString('hex');
    if (this.#changes.has(id)) {
      return 'known';
    }
    const body = decode(this.#schema('DeskChange'), signed.change);
    const parents = body.parents.map((parent) => parent.toString('hex'));
    if (!parents.every((parent) => this.#changes.has(parent))) {
      return 'early';
    }
    const past = new Set(parents);
    parents.forEach((parent) => this.#changes.get(parent).past.forEach((before) => past.add(before)));
    const change = { id, body, signed, past, author: body.founding ? id : body.author.toString('hex') };
    change.seat = this.#seatIn(change);
    const flaw = this.#flaw(change, parents);
    if (flaw) {
      return flaw;
    }
    this.#changes.set(id, change);
    return 'taken';
  }

  /** The changes that no other follows, ascending, and their highest epoch: what a DeskMark says. */
  mark() {
    const followed = new Set([...this.#changes.values()].flatMap(({ past }) => [...past]));
    const heads = [...this.#changes.keys()].filter((id) => !followed.has(id)).sort();
    return {
      desk: Buffer.from(this.id, 'hex'),
      epoch: Math.max(...heads.map((head) => this.#changes.get(head).body.epoch)),
      heads: heads.map((head) => Buffer.from(head, 'hex')),
    };
  }

  /** Whether everything that a mark names is here, and its epoch is right. */
  knows({ epoch, heads }) {
    const named = heads.map((head) => this.#changes.get(head.toString('hex')));
    return named.every(Boolean) && Math.max(...named.map(({ body }) => body.epoch)) === epoch;
  }

  /** What all changes come to: see #resolved. */
  members() {
    return this.#resolved(new Set(this.#changes.keys()));
  }

  #seatIn({ id, body }) {
    const entry = body.founding ?? body.adding;
    if (!entry) {
      return null;
    }
    const member = decode(this.#schema('DeskMember'), entry.member);
    return { id, card: member.card, key: member.desk_key, name: member.name, account: member.card.account.toString('hex') };
  }

  #flaw(change, parents) {
    const { body, signed, past, author } = change;
    if (body.founding ? change.id !== this.id : body.desk.toString('hex') !== this.id) {
      return 'of another desk';
    }
    const seat = body.founding ? change.seat : past.has(author) ? this.#changes.get(author).seat : null;
    if (!seat || !isSigned(seat.key, 'busel desk change v1\0', [signed.change], signed.signature)) {
      return 'not by its author';
    }
    const highest = Math.max(0, ...parents.map((parent) => this.#changes.get(parent).body.epoch));
    if (body.epoch !== highest + 1
        || parents.some((one) => parents.some((other) => this.#changes.get(other).past.has(one)))) {
      return 'out of order';
    }
    if (body.adding && !isSigned(
      change.seat.key, 'busel desk member v1\0', [Buffer.from(this.id, 'hex'), body.adding.member], body.adding.proof)) {
      return 'somebody who did not answer';
    }
    return body.founding ? null : this.#forbidden(change, this.#resolved(past));
  }

  /** Rule 5 of "Taking a change". */
  #forbidden({ body, past, author, seat }, before) {
    const onlyAdmin = before.admins.size === 1 && before.admins.has(before.seats.get(author)?.account);
    const named = (body.removing ?? body.promoting ?? body.demoting)?.seat.toString('hex');
    if (!before.seats.has(author)) {
      return 'not by a member';
    }
    if (body.leaving) {
      return onlyAdmin && before.members.size > 1 ? 'the only admin' : null;
    }
    if (!before.adminSeats.has(author)) {
      return 'not by an admin';
    }
    if (body.adding) {
      const used = [...past].some((id) => this.#changes.get(id).seat?.key.equals(seat.key));
      return before.members.has(seat.account) || used || before.members.size >= MOST_MEMBERS ? 'not to be added' : null;
    }
    if (body.removing && before.seats.get(named)?.account === before.seats.get(author).account) {
      return 'themselves';
    }
    if (named && !before.seats.has(named)) {
      return 'nobody';
    }
    if ((body.promoting && before.adminSeats.has(named)) || (body.demoting && !before.adminSeats.has(named))) {
      return 'no change';
    }
    return body.demoting && named === author && onlyAdmin ? 'the only admin' : null;
  }

  /** "Who belongs to a desk", over a set of changes. */
  #resolved(set) {
    const changes = [...this.#changes.values()].filter(({ id }) => set.has(id));
    const entries = new Map(changes.filter(({ seat }) => seat).map((change) => [change.id, change]));
    const endsOf = (seat) => changes.filter((change) => endedBy(change) === seat);
    const counting = new Set();
    const isAdmin = (seat, within) => changes.some((change) =>
      counting.has(change.id) && within.has(change.id) && raises(change) === seat
      && endsOf(seat).filter(({ id }) => within.has(id)).every(({ id }) => change.past.has(id)));
    for (const change of changes) { // each after those that it follows
      const { id, body, past, author } = change;
      if (body.founding || (counting.has(author)
          && !endsOf(author).some((end) => isBeside(end, change))
          && isAdmin(author, past))) {
        counting.add(id);
      }
    }
    const out = changes.filter((change) => takenOut(change)).map((change) => entries.get(takenOut(change))).filter(Boolean);
    const seats = new Map();
    const members = new Map();
    for (const entry of entries.values()) {
      const gone = out.some((other) => other.id === entry.id
        || (isBeside(other, entry) && other.seat.account === entry.seat.account));
      if (!counting.has(entry.id) || gone) {
        continue;
      }
      seats.set(entry.id, entry.seat);
      const other = members.get(entry.seat.account);
      if (!other || isAbove(entries.get(other.id), entry)) {
        members.set(entry.seat.account, entry.seat);
      }
    }
    const adminSeats = new Set([...seats.keys()].filter((seat) => isAdmin(seat, set)));
    const last = (says) => changes
      .filter((change) => counting.has(change.id) && says(change.body) !== undefined)
      .reduce((one, other) => (one && isAbove(one, other) ? one : other), null);
    const named = last((body) => (body.founding ?? body.naming)?.name);
    return {
      name: (named.body.founding ?? named.body.naming).name,
      seconds: last((body) => body.timing)?.body.timing.seconds ?? 0,
      members,
      seats,
      adminSeats,
      admins: new Set([...adminSeats].map((seat) => seats.get(seat).account)),
    };
  }
}

/** What a DeskMember's proof, or a change's signature, is over. */
export function toSign(label, parts) {
  return Buffer.concat([Buffer.from(label, 'latin1'), ...parts]);
}

function isSigned(key, label, parts, signature) {
  const publicKey = createPublicKey({ key: Buffer.concat([SPKI_OF_ED25519, key]), format: 'der', type: 'spki' });
  return verify(null, toSign(label, parts), publicKey, signature);
}

function hashed(label, bytes) {
  return createHash('sha256').update(label, 'latin1').update(bytes).digest();
}

const takenOut = ({ body, author }) => (body.leaving ? author : body.removing?.seat.toString('hex'));
const endedBy = (change) => change.body.demoting?.seat.toString('hex') ?? takenOut(change);
const raises = ({ id, body }) => (body.founding ? id : body.promoting?.seat.toString('hex'));
const isBeside = (one, other) => one.id !== other.id && !one.past.has(other.id) && !other.past.has(one.id);
const isAbove = (one, other) =>
  one.body.epoch !== other.body.epoch ? one.body.epoch > other.body.epoch : one.id < other.id;
