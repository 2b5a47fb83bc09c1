import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** The bytes of a WebSocket handshake (RFC 6455 §4.1), for clients that no library would let us write. */
export const handshake = (url: string, headers: Record<string, string>): string => {
  const { host } = new URL(url);
  const lines = {
    Host: host,
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  };
  const text = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
  return `GET /ws HTTP/1.1\r\n${text.join('\r\n')}\r\n\r\n`;
};

/** One masked text frame (§5.2). */
const frame = (payload: string): Buffer => {
  const data = Buffer.from(payload);
  const mask = randomBytes(4);
  const masked = Buffer.from(data.map((byte, index) => byte ^ (mask[index % 4] as number)));
  const head = Buffer.alloc(4);
  head.writeUInt8(0x81, 0);
  head.writeUInt8(0x80 | 126, 1);
  head.writeUInt16BE(data.length, 2);
  return Buffer.concat([head, mask, masked]);
};

/** A WebSocket client that knows no manners: it never answers a close frame. */
export class RawSocket {
  heard = '';
  ended = false;

  private constructor(readonly tcp: Socket) {
    tcp.on('data', (data) => {
      this.heard += data.toString('latin1');
    });
    tcp.on('close', () => {
      this.ended = true;
    });
    tcp.on('error', () => undefined);
  }

  static async open(url: string, origin: string): Promise<RawSocket> {
    const { port, hostname } = new URL(url);
    const tcp = connect({ port: Number(port), host: hostname });
    await new Promise((resolve) => tcp.once('connect', resolve));
    tcp.write(handshake(url, { Origin: origin }));
    return new RawSocket(tcp);
  }

  write(value: unknown): void {
    this.tcp.write(frame(JSON.stringify(value)));
  }

  /** In the middle of whatever it does. */
  reset(): void {
    this.tcp.resetAndDestroy();
  }
}
