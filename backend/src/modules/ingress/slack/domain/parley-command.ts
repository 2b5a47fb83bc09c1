import type { PreferredChannel } from '@parley/contracts';
import { readChannelCommand } from '../../domain/channel-command.js';

/** What somebody can ask of Parley itself by `/parley` (SLK-4). */
export type ParleyCommand =
  | { kind: 'status' }
  | { kind: 'inbox' }
  | { kind: 'switch'; channel: PreferredChannel }
  | { kind: 'link' }
  | { kind: 'help' }
  /** None of these, or not as it is meant. */
  | { kind: 'usage'; text: string };

const PLAIN = { status: true, inbox: true, link: true, help: true } as const;
const isPlain = (name: string): name is keyof typeof PLAIN => Object.hasOwn(PLAIN, name);

/** Nothing at all asks for help; anything that is no command is told so, and never taken for another. */
export const readParleyCommand = (typed: string): ParleyCommand => {
  const text = typed.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
  if (text === '') return { kind: 'help' };
  if (isPlain(text)) return { kind: text };
  const command = /^switch\b/.test(text) ? readChannelCommand(`/${text}`) : null;
  if (command?.kind === 'switch') return command;
  if (command?.kind === 'usage') return { kind: 'usage', text: command.text.replaceAll('/switch', '/parley switch') };
  return { kind: 'usage', text: 'There is no such command.' };
};
