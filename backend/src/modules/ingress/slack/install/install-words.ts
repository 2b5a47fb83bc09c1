import { assertNever } from '../../../../kernel/index.js';
import type { ResultWords } from '../../result-page.js';

export type InstallResult =
  | { kind: 'installed'; workspace: string }
  | { kind: 'denied' }
  | { kind: 'failed'; why: string | undefined }
  | { kind: 'unknown_pass' };

/** What the administrator reads at the end. */
export const installWords = (result: InstallResult): ResultWords => {
  switch (result.kind) {
    case 'installed':
      return {
        mood: 'done',
        title: 'Parley is connected',
        text: `Parley is in the workspace ${result.workspace}. Its members can be asked there as soon as they are linked: each writes /parley link in Slack.`,
      };
    case 'denied':
      return {
        mood: 'unchanged',
        title: 'Nothing was connected',
        text: 'You pressed Cancel at Slack. Nothing was installed and nothing has changed.',
      };
    case 'failed':
      return {
        mood: 'failed',
        title: 'Nothing was connected',
        text:
          result.why ??
          'Slack and Parley could not agree: the page was open too long, or was opened twice. Begin again from Parley.',
      };
    case 'unknown_pass':
      return {
        mood: 'failed',
        title: 'Begin again from Parley',
        text: 'An administrator begins to connect a workspace in Parley. This address works once, and for a minute.',
      };
    default:
      return assertNever(result);
  }
};
