import { useEffect, useState } from 'react';
import { act, Dialog, each, Warning, wordsOf } from '#kit/page';

interface Clicked {
  url: string;
  /** 0: no answer. */
  status: number;
}

/** Fetches every link of a mail at once, as programs do that look for harm in it, and shows what came of it. */
export function ClickedLinks({ as, id, onClose }: { as: string; id: string; onClose: () => void }) {
  const [clicked, setClicked] = useState<readonly Clicked[]>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    act<Clicked[]>('click-links', as, { id }).then(setClicked, (error) => setProblem(wordsOf(error)));
  }, [as, id]);
  return (
    <Dialog title="Every link was clicked" onClose={onClose}>
      <div className="scroll-thin overflow-y-auto px-6 pb-6 max-sm:px-4">
        <p className="pb-3 text-ui text-quiet">As a link scanner does it, before anybody read the mail.</p>
        {problem && <Warning>{problem}</Warning>}
        {!clicked && !problem && <p role="status">Clicking …</p>}
        {clicked?.length === 0 && <p role="status">There is no link in this mail.</p>}
        <ul className="text-ui">
          {each(clicked, ({ url, status }) => (
            <li className="flex items-baseline gap-3 border-t py-1.5 first:border-t-0">
              <span className="min-w-0 grow [overflow-wrap:anywhere]">{url}</span>
              <span className="shrink-0 font-medium tabular-nums">{status === 0 ? 'no answer' : status}</span>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
