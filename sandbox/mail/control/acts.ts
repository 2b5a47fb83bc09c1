import type { ControlBody } from '../../kit/index.js';
import { AUTOMATIC_KINDS, CLIENTS, LANGUAGES, VERDICTS } from '../model.js';
import type { ForgedMail, MailPerson, ReplyOptions } from '../types.js';

type Act = (person: MailPerson, body: ControlBody) => unknown;

const POSTINGS = ['top', 'bottom', 'inline'] as const;
const PLACES = ['inbox', 'archive', 'spam', 'trash'] as const;
const STRIPS = ['quote', 'subject', 'references', 'plus'] as const;

/** One of these, or nothing. @throws with a message for the caller */
export const oneOf = <T extends string>(body: ControlBody, name: string, all: readonly T[]): T | undefined => {
  const text = body.optional(name);
  const found = all.find((entry) => entry === text);
  if (text !== undefined && found === undefined) throw new Error(`${name} must be one of ${all.join(', ')}`);
  return found;
};

const needed = <T>(value: T | undefined, name: string): T => {
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
};

const filesOf = (body: ControlBody): ReplyOptions['attachments'] => {
  const files = body.all.attachments ?? [];
  if (!Array.isArray(files)) throw new Error('attachments must be a list');
  return files.map((file: { filename?: unknown; mimeType?: unknown; base64?: unknown }) => ({
    filename: String(file?.filename ?? 'file'),
    mimeType: String(file?.mimeType ?? 'application/octet-stream'),
    content: Buffer.from(String(file?.base64 ?? ''), 'base64'),
  }));
};

const known = <T extends object>(options: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;

const optionsOf = (body: ControlBody): ReplyOptions =>
  known<ReplyOptions>({
    client: oneOf(body, 'client', CLIENTS),
    posting: oneOf(body, 'posting', POSTINGS),
    language: oneOf(body, 'language', LANGUAGES),
    htmlOnly: body.flag('htmlOnly'),
    textOnly: body.flag('textOnly'),
    signature: body.optional('signature'),
    cc: body.optional('cc'),
    strip: body.all.strip === undefined ? undefined : STRIPS.filter((entry) => body.texts('strip').includes(entry)),
    attachments: filesOf(body),
  });

const forgedOf = (body: ControlBody): ForgedMail => ({
  ...{ from: body.text('from'), to: body.text('to'), text: body.text('text') },
  ...known<Partial<ForgedMail>>({
    subject: body.optional('subject'),
    inReplyTo: body.optional('inReplyTo'),
    envelopeFrom: body.optional('envelopeFrom'),
    raw: body.optional('raw'),
    verdict: oneOf(body, 'verdict', VERDICTS),
    headers: body.all.headers as ForgedMail['headers'],
  }),
});

const idOf = async (sent: ReturnType<MailPerson['write']>) => {
  const { id, threadId } = await sent;
  return { id, threadId };
};

/** `POST /_control/act/{name}`: what a person does. */
export const ACTS: Record<string, Act> = {
  write: (person, body) =>
    idOf(person.write(body.text('to'), body.text('subject'), body.text('text'), optionsOf(body))),
  reply: (person, body) => idOf(person.reply(body.text('id'), body.text('text'), optionsOf(body))),
  'reply-all': (person, body) => idOf(person.replyAll(body.text('id'), body.text('text'), optionsOf(body))),
  forward: (person, body) => idOf(person.forward(body.text('id'), body.text('to'), body.text('text'), optionsOf(body))),
  forged: (person, body) => person.forged(forgedOf(body)),
  'out-of-office': (person, body) =>
    person.outOfOffice(body.flag('on'), {
      careless: body.flag('careless'),
      ...known<{ subject?: string; text?: string }>({ subject: body.optional('subject'), text: body.optional('text') }),
    }),
  automatic: (person, body) =>
    idOf(person.automatic(body.text('id'), needed(oneOf(body, 'kind', AUTOMATIC_KINDS), 'kind'))),
  'click-links': (person, body) => person.clickLinks(body.text('id')),
  move: (person, body) => person.move(body.text('id'), needed(oneOf(body, 'to', PLACES), 'to')),
  'mark-read': (person, body) => person.markRead(body.text('id'), body.flag('read')),
};
