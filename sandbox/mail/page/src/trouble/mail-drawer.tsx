import { Drawer, Faults, LedgerView } from '#kit/page';
import { go } from '../data/place';
import { useWorld } from '../data/world';
import { exactTime } from '../lib/moment';
import { faultGroups } from './fault-list';
import { ForgedMail } from './forged-mail';
import { lineOf } from './ledger-entry';
import { MailChanges } from './mail-changes';

export function MailDrawer() {
  const { whole } = useWorld();
  const parts = {
    Faults: <Faults groups={faultGroups(whole.mailboxes.map(({ email }) => email))} />,
    Forge: <ForgedMail />,
    Mailboxes: <MailChanges />,
    Ledger: (
      <LedgerView hint="messages.send, mira@, bounced" lineOf={lineOf} timeOf={(time) => exactTime(Date.parse(time))} />
    ),
  };
  return <Drawer parts={parts} onClose={() => go({ drawer: null })} />;
}
