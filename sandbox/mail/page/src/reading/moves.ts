import type { Summary } from '../data/types';
import { type Folder, isShownIn } from '../list/conversations';

/** As the control API names places. */
export type Destination = 'inbox' | 'archive' | 'spam' | 'trash';

export interface Move {
  id: string;
  to: Destination;
}

/** What one wrote oneself was never in the inbox and is no spam: it can only be thrown away, and be taken back. */
const ownWay = (to: Destination): Destination | null => {
  if (to === 'spam') return null;
  return to === 'inbox' ? 'archive' : to;
};

/** Which mails of a conversation go where, when the conversation goes. @param folder it is open in */
export const movesOf = (mails: readonly Pick<Summary, 'id' | 'labelIds'>[], folder: Folder, to: Destination): Move[] =>
  mails
    .filter((mail) => isShownIn(folder, mail))
    .flatMap(({ id, labelIds }) => {
      const way = labelIds.includes('SENT') && !labelIds.includes('INBOX') ? ownWay(to) : to;
      return way === null ? [] : [{ id, to: way }];
    });
