import { describe, expect, it } from 'vitest';
import {
  checkText,
  disconnectWarning,
  integrationState,
  mailboxReading,
  needsConnecting,
  whyNotFromHere,
} from './describe-integration';

const gmail = { connected: true, push: false };
const noGmail = { connected: false, push: false };
const oauth = { slack: { connected: true, canInstall: true }, gmail };
const oneToken = { slack: { connected: true, canInstall: false }, gmail };
const nothing = { slack: { connected: false, canInstall: false }, gmail: noGmail };

type Row = Parameters<typeof integrationState>[1];
const row = (change: Partial<Row> = {}): Row => ({
  status: 'ACTIVE',
  people: 3,
  problem: null,
  mailbox: null,
  ...change,
});
const mailbox = { watchedUntil: null, lookedAt: null, lastMailAt: null, problem: null };

describe('the state of a workspace', () => {
  const integrationStateOf = (of: Row, setup: typeof oauth) => integrationState('SLACK', of, setup);

  it('leaves a workspace alone that works and has people', () => {
    expect(integrationStateOf(row(), oauth)).toEqual({ word: 'Works', tone: 'good', explanation: null });
  });

  it('says how people join where nobody is', () => {
    const state = integrationStateOf(row({ people: 0 }), oauth);
    expect(state.tone).toBe('good');
    expect(state.explanation).toMatch(/\/parley link/);
  });

  it('tells what Slack said and what to do, by the way that is open', () => {
    const lost = row({ status: 'NEEDS_REAUTH', problem: 'Slack says: token_revoked. Connect it again.' });
    expect(integrationStateOf(lost, oauth)).toEqual({
      word: 'Locked out',
      tone: 'danger',
      explanation:
        'Slack says: token_revoked. Connect it again. For that, choose this workspace at Slack. Questions go on to the next channel meanwhile.',
    });
    expect(integrationStateOf(lost, oneToken).explanation).toMatch(
      /again\. For that, set a new SLACK_BOT_TOKEN and restart/,
    );
    expect(integrationStateOf(lost, nothing).explanation).toMatch(/set Slack up first/);
  });

  it('has words of its own where none were kept', () => {
    expect(integrationStateOf(row({ status: 'NEEDS_REAUTH' }), oauth).explanation).toMatch(/^Slack does not let/);
    expect(integrationStateOf(row({ status: 'DISABLED' }), oauth).explanation).toMatch(/^It was disconnected\./);
  });

  it('does not call a workspace broken that somebody let go of', () => {
    const off = row({ status: 'DISABLED', problem: 'An administrator disconnected it.' });
    const state = integrationStateOf(off, nothing);
    expect(state).toMatchObject({ word: 'Disconnected', tone: 'quiet' });
    expect(state.explanation).toMatch(/^An administrator disconnected it\. Its token is forgotten\./);
  });

  it('does not say that it works when Slack is no longer set up', () => {
    const state = integrationStateOf(row(), nothing);
    expect(state.tone).toBe('warning');
    expect(state.explanation).toMatch(/SLACK_SIGNING_SECRET or SLACK_APP_TOKEN/);
  });
});

it('names what to set before a workspace can be connected, and nothing that is set already', () => {
  expect(whyNotFromHere('SLACK', oauth)).toBeNull();
  expect(whyNotFromHere('SLACK', oneToken)).toMatch(/SLACK_CLIENT_ID and SLACK_CLIENT_SECRET/);
  expect(whyNotFromHere('SLACK', oneToken)).not.toMatch(/SIGNING_SECRET/);
  expect(whyNotFromHere('SLACK', nothing)).toMatch(
    /SLACK_CLIENT_SECRET and either SLACK_SIGNING_SECRET or SLACK_APP_TOKEN/,
  );
});

describe('the state of a mailbox', () => {
  const stateOf = (change: Partial<Row>, setup: typeof oauth = oauth) =>
    integrationState('EMAIL', row({ mailbox, ...change }), setup);

  it('is quiet while all is well, and says how people join', () => {
    expect(stateOf({})).toEqual({ word: 'Works', tone: 'good', explanation: null });
    expect(stateOf({ people: 0 }).explanation).toMatch(/add their mail address/);
  });

  it('tells that it cannot be read just now, and that it is tried on', () => {
    expect(stateOf({ mailbox: { ...mailbox, problem: 'Gmail did not answer.' } })).toEqual({
      word: 'Has trouble',
      tone: 'warning',
      explanation: 'Gmail did not answer. Parley goes on trying.',
    });
  });

  it('tells what Google said and what to do', () => {
    const lost = { status: 'NEEDS_REAUTH', problem: 'Google says: invalid_grant. Connect it again.' } as const;
    expect(stateOf(lost).explanation).toBe(
      'Google says: invalid_grant. Connect it again. For that, choose this mailbox at Google. Questions go on to the next channel meanwhile.',
    );
    expect(stateOf(lost, nothing).explanation).toMatch(/set Gmail up first/);
    expect(stateOf({ status: 'NEEDS_REAUTH' }).explanation).toMatch(/^Google does not let/);
  });

  it('does not say that it works when Gmail is no longer set up', () => {
    expect(stateOf({}, nothing)).toMatchObject({
      tone: 'warning',
      explanation: expect.stringMatching(/GOOGLE_CLIENT/),
    });
    expect(whyNotFromHere('EMAIL', nothing)).toMatch(/GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET/);
    expect(whyNotFromHere('EMAIL', oauth)).toBeNull();
  });

  it('says how new mail is heard of', () => {
    const now = Date.parse('2027-03-01T12:00:00Z');
    const watched = (watchedUntil: string) => mailboxReading({ ...mailbox, watchedUntil, lookedAt: watchedUntil }, now);
    expect(watched('2027-03-02T12:00:00Z')).toBe('Google tells of new mail at once');
    expect(watched('2027-02-28T12:00:00Z')).toBe('Google is asked for new mail');
    expect(mailboxReading(mailbox, now)).toBe('not looked into yet');
  });
});

it('warns of whom it cuts off', () => {
  expect(disconnectWarning({ name: 'Acme', people: 1 })).toMatch(/1 person is not reached/);
  expect(disconnectWarning({ name: 'Acme', people: 2 })).toMatch(/2 people are not reached/);
  expect(disconnectWarning({ name: 'Acme', people: 0 })).toBe('Parley gives its permission for Acme back.');
});

it('offers to connect again only what does not work', () => {
  expect(needsConnecting({ status: 'ACTIVE' })).toBe(false);
  expect(needsConnecting({ status: 'NEEDS_REAUTH' })).toBe(true);
  expect(needsConnecting({ status: 'DISABLED' })).toBe(true);
});

it('claims no more of a check than is known', () => {
  expect(checkText('SLACK', { status: 'ACTIVE' })).toBe('Checked: Slack did not refuse.');
  expect(checkText('EMAIL', { status: 'ACTIVE' })).toBe('Checked: Google did not refuse.');
  expect(checkText('SLACK', { status: 'NEEDS_REAUTH' })).toMatch(/locked out/);
});
