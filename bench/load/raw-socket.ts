import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const TEXT = 0x1;
const CLOSE = 0x8;
const PING = 0x9;
const PONG = 0xa;
const FINAL = 0x80;
const MASKED = 0x80;

const HEADER_END = '\r\n\r\n';

/**
 * A WebSocket client (RFC 6455) that costs next to nothing, so that the load generator takes little of the two cores it
 * shares with what it measures. Frames to the server carry the mask 0, which leaves their bytes as they are.
 */
export class RawSocket {
  onText: (frame: Buffer) => void = () => {};
  onClose: (code: number) => void = () => {};
  private rest: Buffer = Buffer.alloc(0);

  private constructor(private readonly socket: Socket) {
    socket.on('data', (data: Buffer) => this.receive(data));
    socket.on('error', () => this.onClose(1006));
    socket.on('close', () => this.onClose(1006));
  }

  static async open(url: string): Promise<RawSocket> {
    const { hostname, port, host, pathname } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    const key = randomBytes(16).toString('base64');
    socket.write(
      `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13${HEADER_END}`,
    );
    let answer = '';
    while (!answer.includes(HEADER_END)) {
      const [data] = (await once(socket, 'data')) as [Buffer];
      answer += data.toString('latin1');
    }
    if (!answer.startsWith('HTTP/1.1 101')) throw new Error(`no WebSocket at ${url}: ${answer.split('\r\n')[0]}`);
    return new RawSocket(socket);
  }

  send(text: string): void {
    this.write(TEXT, Buffer.from(text));
  }

  end(): void {
    this.socket.destroy();
  }

  private write(opcode: number, payload: Buffer): void {
    const long = payload.length > 125;
    const head = Buffer.alloc(long ? 8 : 6);
    head[0] = FINAL | opcode;
    head[1] = MASKED | (long ? 126 : payload.length);
    if (long) head.writeUInt16BE(payload.length, 2);
    this.socket.write(Buffer.concat([head, payload]));
  }

  private receive(data: Buffer): void {
    let buffer = this.rest.length ? Buffer.concat([this.rest, data]) : data;
    for (;;) {
      const frame = nextFrame(buffer);
      if (!frame) break;
      buffer = buffer.subarray(frame.end);
      if (frame.opcode === TEXT) this.onText(frame.payload);
      else if (frame.opcode === PING) this.write(PONG, frame.payload);
      else if (frame.opcode === CLOSE) this.onClose(frame.payload.length >= 2 ? frame.payload.readUInt16BE(0) : 1005);
    }
    this.rest = buffer;
  }
}

function nextFrame(buffer: Buffer): { opcode: number; payload: Buffer; end: number } | undefined {
  if (buffer.length < 2) return undefined;
  const short = buffer[1]! & 0x7f;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (buffer.length < start) return undefined;
  const length = short < 126 ? short : short === 126 ? buffer.readUInt16BE(2) : Number(buffer.readBigUInt64BE(2));
  const end = start + length;
  if (buffer.length < end) return undefined;
  return { opcode: buffer[0]! & 0x0f, payload: buffer.subarray(start, end), end };
}
