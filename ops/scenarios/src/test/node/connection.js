// Sections 2 to 6: one WebSocket to a relay that is known by its pins.
import { createHash, sign, X509Certificate } from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import WebSocket from 'ws';
import { decode, encode } from './schema.js';

const NEWEST_VERSION = 1;

export class Connection {
  #socket;
  #schema;
  #nextId = 1;
  #answers = new Map();
  #frames = [];
  #wake = () => {};
  onPush = () => {};

  constructor(socket, schema) {
    this.#socket = socket;
    this.#schema = schema;
    socket.on('message', (bytes) => this.#read(bytes));
    socket.on('close', () => {
      for (const { reject } of this.#answers.values()) {
        reject(new Error('the connection is gone'));
      }
      this.#frames.push({ gone: true });
      this.#wake();
    });
    socket.on('error', () => {});
  }

  /** Opens `kind` ("inbox" or "outbox") and says Hello; returns the connection and the Welcome. */
  static async open(place, kind, schema) {
    const url = new URL(place.url);
    const port = Number(url.port || 443);
    const host = url.hostname;
    const socket = new WebSocket(`wss://${url.host}/v1/${kind}`, {
      perMessageDeflate: false,
      createConnection: () => pinned(host, port, place.tls_pin),
    });
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const connection = new Connection(socket, schema);
    connection.send({ hello: { version: NEWEST_VERSION } });
    const { welcome } = await connection.frame();
    if (!welcome?.relay_id.equals(relayId(place))) {
      throw new Error('another relay than the pinned one');
    }
    return { connection, welcome };
  }

  /** Logs in with a device's Ed25519 key over the proof of section 5. */
  async login(welcome, account, device, loginKey) {
    const proof = Buffer.concat([
      Buffer.from('busel login v1\0', 'latin1'),
      welcome.relay_id,
      welcome.challenge,
      account,
      Buffer.of(device),
    ]);
    this.send({ login: { account, device, signature: sign(null, proof, loginKey) } });
    const frame = await this.frame();
    if (!frame.logged_in) {
      throw new Error('the login was refused');
    }
  }

  /** Asks for something and waits for its answer. */
  ask(call) {
    const id = this.#nextId++;
    const answer = new Promise((resolve, reject) => this.#answers.set(id, { resolve, reject }));
    this.send({ request: { id, ...call } });
    return answer;
  }

  send(frame) {
    this.#socket.send(encode(this.#schema('ClientFrame'), frame));
  }

  /** The next frame that is neither an answer nor a push. */
  async frame() {
    while (this.#frames.length === 0) {
      await new Promise((resolve) => (this.#wake = resolve));
    }
    return this.#frames.shift();
  }

  close() {
    this.#socket.close(1000);
  }

  #read(bytes) {
    const frame = decode(this.#schema('RelayFrame'), bytes);
    if (frame.response) {
      const { resolve } = this.#answers.get(frame.response.id);
      this.#answers.delete(frame.response.id);
      resolve(frame.response);
    } else if (frame.push) {
      this.onPush(frame.push);
    } else {
      this.#frames.push(frame);
      this.#wake();
    }
  }
}

/** Section 2: what a relay is known by. */
export function relayId(place) {
  return createHash('sha256').update('busel relay id v1\0', 'latin1').update(place.sender_trust_root).digest();
}

// Node's own check knows only the roots it was built with. The rule here is the protocol's: each certificate signed by
// the next and within its time, one of them with the pin, the first for this host.
function pinned(host, port, pin) {
  const socket = tls.connect({
    host,
    port,
    servername: net.isIP(host) ? undefined : host,
    minVersion: 'TLSv1.3',
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: false,
  });
  socket.once('secureConnect', () => {
    const wrong = flaw(chainOf(socket), host, pin);
    if (wrong) {
      socket.destroy(new Error(wrong));
    }
  });
  return socket;
}

function chainOf(socket) {
  const chain = [];
  let next = socket.getPeerCertificate(true);
  while (next?.raw && !chain.some((known) => known.raw.equals(next.raw))) {
    chain.push(new X509Certificate(next.raw));
    next = next.issuerCertificate;
  }
  return chain;
}

function flaw(chain, host, pin) {
  const now = Date.now();
  for (const [i, certificate] of chain.entries()) {
    if (now < Date.parse(certificate.validFrom) || now > Date.parse(certificate.validTo)) {
      return 'a certificate is not within its time';
    }
    if (i + 1 < chain.length && !certificate.verify(chain[i + 1].publicKey)) {
      return 'a certificate is not signed by the next';
    }
  }
  const known = net.isIP(host) ? chain[0].checkIP(host) : chain[0].checkHost(host);
  if (!known) {
    return 'the certificate is for another host';
  }
  const pins = chain.map((certificate) =>
    createHash('sha256').update(certificate.publicKey.export({ type: 'spki', format: 'der' })).digest());
  return pins.some((one) => one.equals(pin)) ? undefined : 'no certificate has the pin';
}
