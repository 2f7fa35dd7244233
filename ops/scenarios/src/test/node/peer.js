// One device that does what standard input says, a line an order:
//
//   join LINK · invite · meet LINK NAME · send ACCOUNT WORDS… · receive · safety ACCOUNT
//
// Each is answered with any number of lines, and then `done`, or `failed WHY`.
import readline from 'node:readline';
import { Device } from './device.js';
import { readSchema } from './schema.js';

const device = new Device(readSchema(process.argv[2]));

const orders = {
  join: (link) => device.join(link),
  invite: () => device.invite(),
  meet: (link, ...name) => device.meet(link, name.join(' ')),
  send: (account, ...words) => device.send(account, words.join(' ')),
  receive: () => device.receive(),
  safety: (account) => device.safetyNumber(account),
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

function described({ from, kind, sealedBytes, text, name }) {
  return `${kind} ${from} ${sealedBytes} ${text ?? name ?? ''}`;
}
