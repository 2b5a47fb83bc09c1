import { describe, expect, it } from 'vitest';
import { checkText, disconnectWarning, integrationState, needsConnecting, whyNoInstall } from './describe-integration';

const oauth = { connected: true, canInstall: true };
const oneToken = { connected: true, canInstall: false };
const nothing = { connected: false, canInstall: false };

const row = (change: Partial<Parameters<typeof integrationState>[0]> = {}) => ({
  status: 'ACTIVE' as const,
  people: 3,
  problem: null,
  ...change,
});

describe('integrationState', () => {
  it('leaves a workspace alone that works and has people', () => {
    expect(integrationState(row(), oauth)).toEqual({ word: 'Works', tone: 'good', explanation: null });
  });

  it('says how people join where nobody is', () => {
    const state = integrationState(row({ people: 0 }), oauth);
    expect(state.tone).toBe('good');
    expect(state.explanation).toMatch(/\/parley link/);
  });

  it('tells what Slack said and what to do, by the way that is open', () => {
    const lost = row({ status: 'NEEDS_REAUTH', problem: 'Slack says: token_revoked. Connect it again.' });
    expect(integrationState(lost, oauth)).toEqual({
      word: 'Locked out',
      tone: 'danger',
      explanation:
        'Slack says: token_revoked. Connect it again. For that, choose this workspace at Slack. Questions go on to the next channel meanwhile.',
    });
    expect(integrationState(lost, oneToken).explanation).toMatch(
      /again\. For that, set a new SLACK_BOT_TOKEN and restart/,
    );
    expect(integrationState(lost, nothing).explanation).toMatch(/set Slack up first/);
  });

  it('has words of its own where none were kept', () => {
    expect(integrationState(row({ status: 'NEEDS_REAUTH' }), oauth).explanation).toMatch(/^Slack does not let/);
    expect(integrationState(row({ status: 'DISABLED' }), oauth).explanation).toMatch(/^It was disconnected\./);
  });

  it('does not call a workspace broken that somebody let go of', () => {
    const off = row({ status: 'DISABLED', problem: 'An administrator disconnected it.' });
    const state = integrationState(off, nothing);
    expect(state).toMatchObject({ word: 'Disconnected', tone: 'quiet' });
    expect(state.explanation).toMatch(/^An administrator disconnected it\. Its token is forgotten\./);
  });

  it('does not say that it works when Slack is no longer set up', () => {
    const state = integrationState(row(), nothing);
    expect(state.tone).toBe('warning');
    expect(state.explanation).toMatch(/SLACK_SIGNING_SECRET or SLACK_APP_TOKEN/);
  });
});

it('names what to set before a workspace can be connected, and nothing that is set already', () => {
  expect(whyNoInstall(oauth)).toBeNull();
  expect(whyNoInstall(oneToken)).toMatch(/SLACK_CLIENT_ID and SLACK_CLIENT_SECRET/);
  expect(whyNoInstall(oneToken)).not.toMatch(/SIGNING_SECRET/);
  expect(whyNoInstall(nothing)).toMatch(/SLACK_CLIENT_SECRET and either SLACK_SIGNING_SECRET or SLACK_APP_TOKEN/);
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
  expect(checkText({ status: 'ACTIVE' })).toBe('Checked: Slack did not refuse.');
  expect(checkText({ status: 'NEEDS_REAUTH' })).toMatch(/locked out/);
});
