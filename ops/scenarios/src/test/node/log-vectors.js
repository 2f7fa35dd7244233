// Checks the vectors of the key log by PROTOCOL.md section 24 and nothing else: no line of this was taken from the Java code.
// Usage: node log-vectors.js FOLDER. Prints how many there were, and fails with the name of the first that is not as it says.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const hex = (text) => Buffer.from(text.replace(/\s/g, ''), 'hex');
const uint32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(Number(n)); return b; };
const uint64 = (n) => { const b = Buffer.alloc(8); b.writeBigUInt64BE(BigInt(n)); return b; };
const label = (text) => Buffer.from(text + '\0', 'ascii');
const tag = (n) => Buffer.from([n]);
const node = (left, right) => sha256(tag(1), left, right);
const bit = (position, depth) => (position[depth >> 3] >> (7 - (depth & 7))) & 1;

function read(folder, kind) {
  return readdirSync(join(folder, kind)).sort().map((name) => {
    const text = readFileSync(join(folder, kind, name), 'utf8');
    const blank = text.indexOf('\n\n');
    const headers = Object.fromEntries(text.slice(0, blank).split('\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }));
    return { name: `${kind}/${name}`, headers, body: hex(text.slice(blank + 2)) };
  });
}

function hashes(bytes) {
  const all = [];
  for (let at = 0; at < bytes.length; at += 32) all.push(bytes.subarray(at, at + 32));
  return all;
}

// A root out of an audit path, by splitting at the largest power of two below the size, from the leaf up.
function rootOf(index, size, leaf, path) {
  if (size === 1) return path.length === 0 ? leaf : null;
  if (path.length === 0) return null;
  let split = 1;
  while (split * 2 < size) split *= 2;
  const beside = path[path.length - 1];
  const rest = path.slice(0, -1);
  if (index < split) {
    const left = rootOf(index, split, leaf, rest);
    return left && node(left, beside);
  }
  const right = rootOf(index - split, size - split, leaf, rest);
  return right && node(beside, right);
}

// Both roots out of a consistency proof. `whole`: the earlier tree is exactly this part, so its root is known.
function rootsOf(earlier, size, whole, known, path) {
  if (earlier === size) {
    if (whole) return path.length === 0 ? [known, known] : null;
    return path.length === 1 ? [path[0], path[0]] : null;
  }
  if (path.length === 0) return null;
  let split = 1;
  while (split * 2 < size) split *= 2;
  const beside = path[path.length - 1];
  const rest = path.slice(0, -1);
  if (earlier <= split) {
    const roots = rootsOf(earlier, split, whole, known, rest);
    return roots && [roots[0], node(roots[1], beside)];
  }
  const roots = rootsOf(earlier - split, size - split, false, known, rest);
  return roots && [node(beside, roots[0]), node(beside, roots[1])];
}

function leads(root, position, beside, end) {
  let hash = end;
  for (let depth = beside.length - 1; depth >= 0; depth--) {
    hash = bit(position, depth)
      ? sha256(tag(3), beside[depth], hash)
      : sha256(tag(3), hash, beside[depth]);
  }
  return hash.equals(root);
}

function signed(h, bytes, body) {
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), hex(h.key)]),
    format: 'der', type: 'spki',
  });
  return bytes.equals(body) && verify(null, bytes, key, hex(h.signature));
}

function head(h, name) {
  const relay = sha256(label('busel relay id v1'), hex(h['trust-root']));
  return Buffer.concat([label(name), relay, uint64(h.size), hex(h['log-root']), uint32(h.hour)]);
}

const kinds = {
  'log-leaf': (h, body) =>
    sha256(tag(0), uint32(h.hour), uint64(h.entries), hex(h['map-root'])).equals(body),
  'log-inclusion': (h, body) => {
    const [size, index] = [Number(h.size), Number(h.index)];
    if (index >= size) return false;
    const root = rootOf(index, size, hex(h.leaf), hashes(body));
    return root !== null && root.equals(hex(h.root));
  },
  'log-consistency': (h, body) => {
    const [earlier, size] = [Number(h['earlier-size']), Number(h.size)];
    if (earlier > size) return false;
    if (earlier === 0) return body.length === 0 && hex(h['earlier-root']).equals(sha256(Buffer.alloc(0)));
    const roots = rootsOf(earlier, size, true, hex(h['earlier-root']), hashes(body));
    return roots !== null && roots[0].equals(hex(h['earlier-root'])) && roots[1].equals(hex(h.root));
  },
  'key-places': (h, body) => {
    const secret = sha256(label('busel log secret v1'), hex(h.account), hex(h['capability-hash']));
    const n = uint32(h.version);
    const position = sha256(label('busel log position v1'), secret, n);
    const value = sha256(label('busel log value v1'), secret, n, hex(h.material));
    return Buffer.concat([position, value]).equals(body);
  },
  'map-present': (h, body) => {
    const position = hex(h.position);
    return leads(hex(h.root), position, hashes(body), sha256(tag(2), position, hex(h.value)));
  },
  'map-absent': (h, body) => {
    const position = hex(h.position);
    const beside = hashes(body);
    if (!h['end-position']) return leads(hex(h.root), position, beside, Buffer.alloc(32));
    const end = hex(h['end-position']);
    if (end.equals(position)) return false;
    for (let depth = 0; depth < beside.length; depth++) {
      if (bit(end, depth) !== bit(position, depth)) return false;
    }
    return leads(hex(h.root), position, beside, sha256(tag(2), end, hex(h['end-value'])));
  },
  'log-head': (h, body) => signed(h, head(h, 'busel log head v1'), body),
  'log-witness': (h, body) => signed(h, head(h, 'busel log witness v1'), body),
};

let checked = 0;
for (const [kind, check] of Object.entries(kinds)) {
  for (const { name, headers, body } of read(process.argv[2], kind)) {
    const expected = headers.expect !== 'not-proved';
    if (check(headers, body) !== expected) {
      console.error(`${name} is not as it says`);
      process.exit(1);
    }
    checked++;
  }
}
console.log(`checked ${checked}`);
