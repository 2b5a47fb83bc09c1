import { expect, it } from 'vitest';
import { canaryText, hourText, scopesText, tokenText } from './describe-health';

it('says how the token stands, and nothing of one that nobody asked about', () => {
  expect(tokenText('SLACK', { check: 'alive', message: null })).toEqual({ text: 'Valid', tone: 'good' });
  expect(tokenText('SLACK', { check: 'dead', message: 'Slack says: token_revoked.' }).text).toBe(
    'Refused. Slack says: token_revoked.',
  );
  expect(tokenText('EMAIL', { check: 'unsure', message: 'ETIMEDOUT' }).text).toBe(
    'Google could not be asked. ETIMEDOUT',
  );
  expect(tokenText('EMAIL', { check: null, message: null }).tone).toBe('quiet');
});

it('names each permission that is missing', () => {
  expect(scopesText({ scopes: null, missing: [] }).tone).toBe('quiet');
  expect(scopesText({ scopes: ['chat:write'], missing: ['im:history', 'users:read'] })).toEqual({
    text: 'Missing: im:history, users:read. Connect it again to grant them.',
    tone: 'warning',
  });
  const scopes = ['https://www.googleapis.com/auth/gmail.send', 'https://mail.google.com/', 'openid'];
  expect(scopesText({ scopes, missing: [] }).text).toBe('All that is needed (gmail.send, all of Gmail, openid)');
});

it('tells how much of the last hour failed, and hides no single failure behind a round number', () => {
  expect(hourText({ lastHour: { sent: 0, failed: 0 } }).text).toBe('Nothing went out');
  expect(hourText({ lastHour: { sent: 12, failed: 0 } }).text).toBe('12 went out, none failed');
  expect(hourText({ lastHour: { sent: 999, failed: 1 } })).toEqual({ text: '1 of 1000 failed (1 %)', tone: 'warning' });
  expect(hourText({ lastHour: { sent: 1, failed: 1 } }).tone).toBe('danger');
});

it('tells what became of a canary', () => {
  const at = '2026-11-22T10:00:00.000Z';
  expect(canaryText({ canary: null }).text).toBe('Never tried');
  expect(canaryText({ canary: { at, state: 'under_way', tookMs: null, problem: null } }).text).toBe('On its way…');
  expect(canaryText({ canary: { at, state: 'came_back', tookMs: 1_240, problem: null } }).text).toBe(
    'Went out and came back in 1.2 s',
  );
  expect(canaryText({ canary: { at, state: 'failed', tookMs: null, problem: 'Lost.' } })).toEqual({
    text: 'Lost.',
    tone: 'danger',
  });
});
