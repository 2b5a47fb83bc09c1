import { expect, it } from 'vitest';
import { isMixed, loadText, processState } from './describe-process';

it('says how a process does', () => {
  expect(processState({ fresh: true, draining: false }).word).toBe('Runs');
  expect(processState({ fresh: true, draining: true }).word).toBe('Ending');
  expect(processState({ fresh: false, draining: true }).word).toBe('Silent');
});

it('tells of connections only where people are served', () => {
  expect(loadText({ role: 'api', sockets: 1, sessions: 2 })).toBe('1 open connection to 2 sessions');
  expect(loadText({ role: 'worker', sockets: 0, sessions: 0 })).toBeNull();
});

it('sees two versions side by side, among those that live', () => {
  const [old, young] = [
    { version: '1', fresh: true },
    { version: '2', fresh: true },
  ];
  expect(isMixed([old, old])).toBe(false);
  expect(isMixed([old, young])).toBe(true);
  expect(isMixed([{ ...old, fresh: false }, young])).toBe(false);
});
