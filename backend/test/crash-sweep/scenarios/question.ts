import { completed, type ExpectedRequest, type ExpectedRun, ended, type Stage } from './scenario.js';

/** The one question of the agents that ask. */
export const QUESTION = 'confirm#1';

/** A run that asked, and did what it was told. @param told what its next step worked with */
export const askedAndApplied = (told: string, request: ExpectedRequest): ExpectedRun => ({
  status: 'COMPLETED',
  steps: completed(QUESTION, 'apply#1'),
  effects: { 'apply#1': told },
  calls: [],
  requests: { [QUESTION]: request },
});

export const begin = ({ person, sessionId }: Stage): Promise<void> => person.say(sessionId, 'Go on.');

export const end = async ({ until }: Stage): Promise<void> => {
  await until('the end of the run', ended(1));
};
