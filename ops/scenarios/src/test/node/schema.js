// The messages of the protocol, read from the project's .proto files.
import fs from 'node:fs';
import path from 'node:path';
import protobuf from 'protobufjs';

const PACKAGE = 'busel.v1';

/** Reads every .proto below `folder`; returns a function from a message's name to its type. */
export function readSchema(folder) {
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => path.resolve(folder, target);
  const files = fs
    .readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.proto'))
    .sort();
  root.loadSync(files, { keepCase: true });
  return (name) => root.lookupType(`${PACKAGE}.${name}`);
}

/** The bytes of a message given as a plain object. */
export function encode(type, fields) {
  const wrong = type.verify(fields);
  if (wrong) {
    throw new Error(`${type.name}: ${wrong}`);
  }
  return Buffer.from(type.encode(type.create(fields)).finish());
}

/** A message as a plain object; bytes are Buffers, 64-bit numbers are Numbers, absent messages are absent. */
export function decode(type, bytes) {
  return withBuffers(type.toObject(type.decode(bytes), { longs: Number, enums: String, arrays: true, oneofs: true }));
}

function withBuffers(value) {
  if (value instanceof Uint8Array) {
    return Buffer.from(value);
  }
  if (Array.isArray(value)) {
    return value.map(withBuffers);
  }
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withBuffers(field)]))
    : value;
}
