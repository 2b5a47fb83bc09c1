import { assertNever } from '../../../../kernel/index.js';
import type { ResultWords } from '../../result-page.js';
import type { Connected } from './mailbox-connector.js';

/** Nobody sent them, or too long ago. */
export const NO_PASS: ResultWords = {
  mood: 'failed',
  title: 'Begin again from Parley',
  text: 'An administrator begins to connect a mailbox in Parley. This address works once, and for a minute.',
};

/** What the administrator reads at the end. */
export const connectWords = (connected: Connected): ResultWords => {
  switch (connected.kind) {
    case 'connected':
      return {
        mood: 'done',
        title: 'The mailbox is connected',
        text: `Agents reach people by mail from ${connected.address}, and read there what they answer.`,
      };
    case 'cancelled':
      return {
        mood: 'unchanged',
        title: 'Nothing was connected',
        text: 'You pressed Cancel at Google. Nothing has changed.',
      };
    case 'refused':
      return { mood: 'failed', title: 'The mailbox was not connected', text: connected.why };
    case 'stale':
      return {
        mood: 'failed',
        title: 'Begin again from Parley',
        text: 'Google’s page was open too long, was finished already, or was begun in another browser. Nothing was connected.',
      };
    default:
      return assertNever(connected);
  }
};
