import type { FeedbackRequest, Run, RunStatus } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { threadStatus } from './thread-status.js';

const run = (status: RunStatus, awake = false) => ({ status, awake }) as Run & { awake: boolean };
const question = [{} as FeedbackRequest];

describe('threadStatus', () => {
  it.each([
    ['no run yet', null, [], 'completed'],
    ['queued', run('QUEUED'), [], 'running'],
    ['working while a branch waits', run('RUNNING'), question, 'running'],
    ['waiting for the person', run('WAITING_FOR_FEEDBACK'), question, 'pending_user_input'],
    ['answered, not yet resumed', run('WAITING_FOR_FEEDBACK', true), [], 'running'],
    ['one of two answered', run('WAITING_FOR_FEEDBACK', true), question, 'running'],
    ['done', run('COMPLETED'), [], 'completed'],
    ['failed', run('FAILED'), [], 'error'],
    ['stopped', run('CANCELLED'), [], 'error'],
  ] as const)('%s', (_name, newest, pending, status) => expect(threadStatus(newest, [...pending])).toBe(status));
});
