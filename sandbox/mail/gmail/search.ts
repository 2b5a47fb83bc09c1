import { headerOf } from '../mime/headers.js';
import { attachmentsOf, partsOf, plainText } from '../mime/parsed.js';
import type { Mailbox, StoredMessage } from '../model.js';

type Fits = (message: StoredMessage) => boolean;

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600_000,
  d: 86_400_000,
  m: 30 * 86_400_000,
  y: 365 * 86_400_000,
};

const contains =
  (name: string, wanted: string): Fits =>
  (message) =>
    (headerOf(partsOf(message).headers, name) ?? '').toLowerCase().includes(wanted);

/** 2026/11/20, 2026-11-20 or seconds. */
const momentOf = (text: string): number =>
  /^\d{5,}$/.test(text) ? Number(text) * 1_000 : Date.parse(text.replaceAll('/', '-'));

const ageOf = (text: string): number => {
  const [, count, unit = 'd'] = /^(\d+)([hdmy])$/.exec(text) ?? [];
  return Number(count ?? Number.NaN) * (UNITS[unit] ?? Number.NaN);
};

const labelled = (box: Mailbox, wanted: string): Fits => {
  const plain = (name: string) => name.toLowerCase().replace(/[\s/]/g, '-');
  const label = box.labels.find(({ id, name }) => plain(name) === plain(wanted) || id.toLowerCase() === wanted);
  return ({ labelIds }) => label !== undefined && labelIds.includes(label.id);
};

const place = (box: Mailbox, wanted: string): Fits => {
  if (wanted === 'anywhere') return () => true;
  return labelled(box, wanted === 'drafts' ? 'draft' : wanted);
};

const state = (box: Mailbox, wanted: string): Fits =>
  wanted === 'read' ? ({ labelIds }) => !labelIds.includes('UNREAD') : labelled(box, wanted);

const withoutBrackets = (text: string): string => text.replace(/^<|>$/g, '').toLowerCase();

const OPERATORS: Readonly<Record<string, (box: Mailbox, wanted: string) => Fits>> = {
  from: (_, wanted) => contains('From', wanted),
  to: (_, wanted) => (message) => ['To', 'Cc', 'Bcc'].some((name) => contains(name, wanted)(message)),
  cc: (_, wanted) => contains('Cc', wanted),
  bcc: (_, wanted) => contains('Bcc', wanted),
  deliveredto: (_, wanted) => contains('Delivered-To', wanted),
  subject: (_, wanted) => contains('Subject', wanted),
  list: (_, wanted) => contains('List-Id', wanted),
  in: place,
  is: state,
  label: labelled,
  rfc822msgid: (_, wanted) => (message) =>
    withoutBrackets(headerOf(partsOf(message).headers, 'Message-ID') ?? '') === withoutBrackets(wanted),
  has: (box, wanted) =>
    wanted === 'attachment' ? (message) => attachmentsOf(message).length > 0 : labelled(box, wanted),
  filename: (_, wanted) => (message) =>
    attachmentsOf(message).some(({ filename }) => filename.toLowerCase().includes(wanted)),
  after:
    (_, wanted) =>
    ({ internalDate }) =>
      internalDate >= momentOf(wanted),
  before:
    (_, wanted) =>
    ({ internalDate }) =>
      internalDate < momentOf(wanted),
  newer_than:
    (_, wanted) =>
    ({ internalDate }) =>
      internalDate >= Date.now() - ageOf(wanted),
  older_than:
    (_, wanted) =>
    ({ internalDate }) =>
      internalDate < Date.now() - ageOf(wanted),
};

const words =
  (wanted: string): Fits =>
  (message) =>
    plainText(message).toLowerCase().includes(wanted) || contains('Subject', wanted)(message);

const TERM = /(-?)(?:(\w+):)?(?:"([^"]*)"|\(([^)]*)\)|(\S+))/g;
const HIDDEN = ['SPAM', 'TRASH'];

/** `q` of messages.list: terms side by side, `-` negates. OR, braces and AROUND are not there. */
export const searching = (box: Mailbox, q: string, all: boolean): Fits => {
  const terms = [...q.matchAll(TERM)].map(([whole, minus, name, quoted, group, word]) => {
    const wanted = (quoted ?? group ?? word ?? '').toLowerCase();
    const operator = name === undefined ? undefined : OPERATORS[name.toLowerCase()];
    const fits = operator?.(box, wanted) ?? words(name === undefined ? wanted : whole.toLowerCase());
    return minus === '-' ? (message: StoredMessage) => !fits(message) : fits;
  });
  const shown = all || /(?:^|\s)(?:in|label|is):(?:anywhere|spam|trash)\b/i.test(q);
  return (message) =>
    terms.every((fits) => fits(message)) && (shown || !HIDDEN.some((id) => message.labelIds.includes(id)));
};

/** What `q`, `labelIds` and `includeSpamTrash` leave, the newest first. */
export const found = (box: Mailbox, query: URLSearchParams): StoredMessage[] => {
  const labels = query.getAll('labelIds');
  const all = query.get('includeSpamTrash') === 'true' || labels.some((id) => HIDDEN.includes(id));
  const fits = searching(box, query.get('q') ?? '', all);
  return box.messages
    .filter((message) => labels.every((id) => message.labelIds.includes(id)) && fits(message))
    .toSorted((one, other) => other.internalDate - one.internalDate || Number(other.historyId) - Number(one.historyId));
};
