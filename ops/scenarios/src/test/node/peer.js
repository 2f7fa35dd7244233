// One device that does what standard input says, a line an order:
//
//   join LINK · invite · meet LINK NAME · send ACCOUNT WORDS… · receive · safety ACCOUNT
//   in the desk to which it was asked last: desk-accept · desk · desk-say WORDS… · desk-reply ACCOUNT ID WORDS… ·
//   desk-edit ID REVISION WORDS… · desk-delete ID · desk-react ACCOUNT ID EMOJI · desk-read ACCOUNT ID
//   chain FILE: what the changes of a vector come to
//
// Each is answered with any number of lines, and then `done`, or `failed WHY`.
import readline from 'node:readline';
import { Device } from './device.js';
import { resolved } from './vectors.js';
import { readSchema } from './schema.js';

const schema = readSchema(process.argv[2]);
const device = new Device(schema);
const bytes = (hex) => Buffer.from(hex, 'hex');

const orders = {
  join: (link) => device.join(link),
  invite: () => device.invite(),
  meet: (link, ...name) => device.meet(link, name.join(' ')),
  send: (account, ...words) => device.send(account, words.join(' ')),
  receive: () => device.receive(),
  safety: (account) => device.safetyNumber(account),
  desk: () => device.desks.described(),
  'desk-accept': () => device.desks.accept(),
  'desk-say': (...words) => device.desks.say({ text: { body: words.join(' ') } }),
  'desk-reply': (author, id, ...words) => device.desks.say({
    text: { body: words.join(' ') }, answers: { author: bytes(author), message_id: bytes(id) },
  }),
  'desk-edit': (id, revision, ...words) => device.desks.say({
    edit: { message_id: bytes(id), revision: Number(revision), text: { body: words.join(' ') } },
  }),
  'desk-delete': (id) => device.desks.say({ deletion: { message_id: bytes(id) } }),
  'desk-react': (author, id, emoji) => device.desks.say({
    reaction: { message: { author: bytes(author), message_id: bytes(id) }, emoji },
  }),
  'desk-read': (author, id) => device.desks.receipt(author, [bytes(id)]),
  chain: (file) => resolved(schema, file),
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const [order, ...rest] = line.split(' ');
  try {
    if (!Object.hasOwn(orders, order)) {
      throw new Error('there is no such order');
    }
    for (const said of [(await orders[order](...rest)) ?? []].flat()) {
      console.log(typeof said === 'string' ? said : described(said));
    }
    console.log('done');
  } catch (failed) {
    console.log(`failed ${failed.message}`);
  }
}
process.exit(0);

function described({ from, kind, sealedBytes, messageId, about, text, name }) {
  return [kind, from, sealedBytes, messageId, about, text ?? name].filter(Boolean).join(' ');
}
