// Section 14: links.
import { createHash } from 'node:crypto';
import { decode, encode } from './schema.js';

const VERSION = 1;
const CHECK_BYTES = 4;

/** Reads a link of `kind` ("join" or "meet") that holds a message of `type`. */
export function readLink(kind, type, text) {
  const prefix = `busel:${kind}#`;
  if (!text.startsWith(prefix)) {
    throw new Error('not a link');
  }
  const bytes = Buffer.from(text.slice(prefix.length), 'base64url');
  const body = bytes.subarray(0, bytes.length - CHECK_BYTES);
  if (!check(body).equals(bytes.subarray(body.length))) {
    throw new Error('damaged');
  }
  if (body[0] !== VERSION) {
    throw new Error('too new');
  }
  return decode(type, body.subarray(1));
}

/** Writes a link. */
export function writeLink(kind, type, fields) {
  const body = Buffer.concat([Buffer.of(VERSION), encode(type, fields)]);
  return `busel:${kind}#${Buffer.concat([body, check(body)]).toString('base64url')}`;
}

function check(body) {
  return createHash('sha256').update(body).digest().subarray(0, CHECK_BYTES);
}
