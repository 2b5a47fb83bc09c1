import { Dialog, DialogContent, DialogDescription, DialogTitle } from '@/components/ui/dialog';
import { Kbd } from '@/components/ui/kbd';
import { modKey } from '@/lib/hotkeys';

const GROUPS: readonly { title: string; keys: readonly (readonly [string[], string])[] }[] = [
  {
    title: 'Everywhere',
    keys: [
      [[modKey, 'K'], 'Search and commands'],
      [['g', 'i'], 'Inbox'],
      [['g', 's'], 'Sessions'],
      [['g', 'r'], 'Runs'],
      [['g', 'a'], 'Agents'],
      [['g', 'p'], 'Settings'],
      [['Esc'], 'Back to the composer'],
      [['?'], 'This sheet'],
    ],
  },
  {
    title: 'Questions',
    keys: [
      [['j'], 'Next question'],
      [['k'], 'Previous question'],
      [['Enter'], 'Open the question and go in, or answer'],
      [['1', '…', '9'], 'Choose an option'],
      [['a'], 'Approve, or “Got it”'],
      [['r'], 'Reject'],
      [['c'], 'Comment, or request changes'],
      [['n', 'p'], 'Next, previous change of a diff'],
      [['e'], 'Edit the arguments'],
      [['s'], 'Snooze'],
      [['d'], 'Delegate'],
      [['o'], 'Open its session (in the inbox)'],
      [['Esc'], 'Back to the card, then fold it (in the inbox)'],
    ],
  },
  {
    title: 'Writing',
    keys: [
      [['Enter'], 'Send'],
      [['Shift', 'Enter'], 'New line'],
    ],
  },
];

export const ShortcutsSheet = ({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) => (
  <Dialog open={open} onOpenChange={onOpenChange}>
    <DialogContent>
      <DialogTitle>Keyboard</DialogTitle>
      <DialogDescription className="sr-only">All shortcuts of Parley</DialogDescription>
      <div className="grid gap-5 sm:grid-cols-2">
        {GROUPS.map((group) => (
          <section key={group.title} className="grid content-start gap-1.5">
            <h3 className="font-medium text-muted-foreground text-xs">{group.title}</h3>
            <dl className="grid gap-1.5 text-ui">
              {group.keys.map(([keys, words]) => (
                <div key={words} className="flex items-center justify-between gap-3">
                  <dt>{words}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </DialogContent>
  </Dialog>
);
