import { Drawer, Faults } from '#kit/page';
import { go } from '../data/place';
import type { WholeState } from '../data/types';
import { FAULT_GROUPS } from './fault-list';
import { SlackLedger } from './slack-ledger';
import { WorkspaceChanges } from './workspace-changes';

export function SlackDrawer({ whole }: { whole: WholeState }) {
  const parts = {
    Faults: <Faults groups={FAULT_GROUPS} />,
    Workspace: <WorkspaceChanges whole={whole} />,
    Ledger: <SlackLedger />,
  };
  return <Drawer parts={parts} onClose={() => go({ drawer: null })} />;
}
