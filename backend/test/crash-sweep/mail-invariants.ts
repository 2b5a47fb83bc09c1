import { closedBy, MEMBER } from './case-mail.js';
import { type Invariant, same, unless } from './evidence.js';
import { asks, type State } from './state.js';

/** Each send that was accepted is there once under its key, and nothing else: also nothing that nobody knows to be sent. */
const mailsOnce: Invariant = ({ mail, end }) => {
  if (!mail) return [];
  const taken = end.sends.filter(
    ({ channel, status, purpose }) => channel === 'EMAIL' && status === 'ACCEPTED' && purpose !== 'UPDATE',
  );
  const keys = mail.mine.map(({ key }) => key).filter((key) => !closedBy(key));
  return [
    ...same('mails that the person has', keys.sort(), taken.map(({ id }) => id).sort()),
    ...same('mails by Google', [...mail.sent].sort(), mail.mine.map(({ messageId }) => messageId).sort()),
  ];
};

/** Whoever was asked by mail hears of the end by mail, once. */
const endSaidOnce: Invariant = ({ mail, end }) => {
  if (!mail) return [];
  const wasAsked = end.requests.filter(({ attempts }) =>
    attempts.some((one) => asks(one) && one.address === MEMBER && one.status === 'ACCEPTED'),
  );
  const said = mail.mine.flatMap(({ key }) => closedBy(key) ?? []);
  return same('closing mails', said.sort(), wasAsked.map(({ id }) => id).sort());
};

/** What was written to Parley is stored once, read, and has one receipt. */
const mailRead: Invariant = ({ mail, end }) => {
  if (!mail) return [];
  const [stored, receipts] = [end.mails, end.receipts.flatMap(({ mail_id }) => mail_id ?? [])];
  return [
    ...same(
      'stored mails',
      stored.map(({ gmail_id }) => gmail_id).sort(),
      mail.arrived.map(({ gmailId }) => gmailId).sort(),
    ),
    ...same(
      'mails that nobody has read',
      stored.filter(({ read }) => !read).map(({ gmail_id }) => gmail_id),
      [],
    ),
    ...same('mails with a receipt', receipts.sort(), stored.map(({ id }) => id).sort()),
  ];
};

/** The cursor never stands behind a mail that is not stored, also not at the moment of the kill. */
const cursorBehind: Invariant = ({ mail, atKill, end }) => {
  const passed = ({ mail_cursor, mails }: State) =>
    (mail?.arrived ?? []).filter(
      ({ gmailId, historyId }) =>
        historyId <= Number(mail_cursor ?? 0) && !mails.some(({ gmail_id }) => gmail_id === gmailId),
    );
  return [atKill, end].flatMap((state) =>
    unless(
      !state || passed(state).length === 0,
      `the cursor ${state?.mail_cursor} has passed a mail that is not stored`,
    ),
  );
};

/** A stored mail waits to be read, or was: nothing lies there that nobody will read. */
const mailDriven: Invariant = ({ atKill }) =>
  (atKill?.mails ?? [])
    .filter(({ read }) => !read)
    .flatMap(({ id, gmail_id }) =>
      unless(
        atKill?.outbox.some(({ mail_id }) => mail_id === id) ?? false,
        `mail ${gmail_id} was stored without a job that reads it`,
      ),
    );

export const MAIL_INVARIANTS: Record<string, Invariant> = {
  mailsOnce,
  endSaidOnce,
  mailRead,
  cursorBehind,
  mailDriven,
};
