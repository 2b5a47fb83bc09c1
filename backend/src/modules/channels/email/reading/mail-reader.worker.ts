import { parentPort } from 'node:worker_threads';
import { type MailContext, type ReadMail, understandMail } from './understand-mail.js';

/** The thread in which mail is read: whatever a mail does to it, the process goes on. */
export interface ReadJob {
  raw: Uint8Array;
  context: MailContext;
}
export type ReadResult = { mail: ReadMail } | { unreadable: string };

const read = async ({ raw, context }: ReadJob): Promise<ReadResult> => {
  try {
    return { mail: await understandMail(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), context) };
  } catch (error) {
    return { unreadable: error instanceof Error ? error.message : String(error) };
  }
};

parentPort?.on('message', async (job: ReadJob) => parentPort?.postMessage(await read(job)));
parentPort?.postMessage('ready');
