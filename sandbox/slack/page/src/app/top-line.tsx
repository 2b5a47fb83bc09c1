import { parleyOrigin, TopLine } from '#kit/page';
import { go, usePlace } from '../data/place';
import type { WholeState } from '../data/types';

/** Parley is where the link that led here says, or where it listens for events. */
export function SlackTopLine({ whole }: { whole: WholeState | undefined }) {
  const { as, parley, drawer } = usePlace();
  const isOpen = drawer === 'trouble';
  const listens = whole?.connection?.mode === 'http' ? whole.connection.eventsUrl : null;
  const toggle = () => go({ drawer: isOpen ? null : 'trouble' });
  return (
    <TopLine name="Local Slack" back={parleyOrigin(parley, listens)} drawer={as ? { isOpen, toggle } : undefined} />
  );
}
