import { Plane } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { act, Button, Dialog, say, wordsOf } from '#kit/page';
import { useWorld } from '../data/world';

function AwayForm({ onDone }: { onDone: () => void }) {
  const { me, reload } = useWorld();
  const { vacation } = me;
  const [on, setOn] = useState(true);
  const [subject, setSubject] = useState(vacation.responseSubject || 'Out of office');
  const [text, setText] = useState(vacation.responseBodyPlainText || 'I am away and read no mail until Monday.');
  const [careless, setCareless] = useState(vacation.careless === true);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await act('out-of-office', me.email, { on, subject, text, careless });
      reload();
      onDone();
    } catch (error) {
      say(wordsOf(error));
    }
  };
  const tick = (name: string, note: string, checked: boolean, change: (checked: boolean) => void) => (
    <label className="touch flex items-start gap-3">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => change(target.checked)}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <span>
        <span className="block font-medium">{name}</span>
        <span className="block text-ui text-quiet">{note}</span>
      </span>
    </label>
  );
  return (
    <form onSubmit={(event) => void save(event)} className="flex min-h-0 flex-col">
      <div className="scroll-thin flex flex-col gap-4 overflow-y-auto px-6 pb-2 max-sm:px-4">
        {tick('I am away', 'Whoever writes gets these words, once in four days', on, setOn)}
        <label className="block">
          <span className="block pb-1 text-ui font-medium">Subject</span>
          <input value={subject} onChange={({ target }) => setSubject(target.value)} className="field" />
        </label>
        <label className="block">
          <span className="block pb-1 text-ui font-medium">Words</span>
          <textarea rows={3} value={text} onChange={({ target }) => setText(target.value)} className="field" />
        </label>
        {tick(
          'Careless',
          'Answers every mail, machines too, each time, and does not say that it is a machine',
          careless,
          setCareless,
        )}
      </div>
      <footer className="flex justify-end gap-2 px-6 py-4 max-sm:px-4">
        <Button onClick={onDone}>Cancel</Button>
        <Button tone="primary" type="submit">
          Save
        </Button>
      </footer>
    </form>
  );
}

/** Opens what the person's program answers by itself while they are away. */
export function AwayButton() {
  const { me } = useWorld();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        className="touch flex min-h-8 w-full items-center gap-2.5 rounded-md px-2.5 text-left text-on-sidebar-quiet hover:bg-sidebar-hover hover:text-on-sidebar max-md:min-h-11"
      >
        <Plane className="size-4 shrink-0" aria-hidden />
        <span className="grow">Out of office</span>
        <span className="text-ui">{me.vacation.enableAutoReply ? 'on' : 'off'}</span>
      </button>
      {isOpen && (
        <Dialog title="Out of office" onClose={() => setOpen(false)}>
          <AwayForm onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

/** Reminds one that mail is answered by itself. */
export function AwayLine() {
  const { me, reload } = useWorld();
  if (!me.vacation.enableAutoReply) return null;
  const { responseSubject: subject, responseBodyPlainText: text } = me.vacation;
  const end = () =>
    act('out-of-office', me.email, { on: false, subject, text }).then(reload, (error) => say(wordsOf(error)));
  return (
    <div className="flex shrink-0 items-center gap-3 border-b bg-warning-soft px-4 py-2 text-ui text-warning-text">
      <p className="grow">
        Out of office{me.vacation.careless ? ', carelessly' : ''}: “{text}”
      </p>
      <Button onClick={() => void end()} className="text-foreground">
        I am back
      </Button>
    </div>
  );
}
