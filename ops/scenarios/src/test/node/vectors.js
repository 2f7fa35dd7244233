// Section 19: what vectors of the kind desk-chain come to.
import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import { Desk } from './desk.js';

/** Name, members and admins, after the changes came in an order that is made up anew each time. */
export function resolved(schema, file) {
  const [head, body] = fs.readFileSync(file, 'utf8').split('\n\n');
  const id = /^desk: (.*)$/m.exec(head)[1];
  const desk = new Desk(schema, id);
  const waiting = body.trim().split('\n').map((line) => {
    const [change, signature] = line.split(' ').map((hex) => Buffer.from(hex, 'hex'));
    return { change, signature };
  });
  while (waiting.length > 0) {
    const [next] = waiting.splice(randomInt(waiting.length), 1);
    const verdict = desk.take(next);
    if (verdict === 'early') {
      waiting.push(next);
    } else if (verdict !== 'taken') {
      throw new Error(`a change does not hold: ${verdict}`);
    }
  }
  const { name, members, admins } = desk.members();
  return [`name: ${name}`, `members: ${[...members.keys()].sort().join(',')}`, `admins: ${[...admins].sort().join(',')}`];
}
