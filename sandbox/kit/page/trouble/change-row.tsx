import type { ReactNode } from 'react';
import { Button } from '../ui/button';

/** Something that can be changed by a button, and what happens then. */
export function ChangeRow({ name, note, onPress }: { name: string; note: string; onPress: () => void }) {
  return (
    <div className="flex items-center gap-3 border-t py-1.5 first-of-type:border-t-0">
      <Button className="shrink-0" onClick={onPress}>
        {name}
      </Button>
      <span className="min-w-0 text-2xs leading-4 text-quiet">{note}</span>
    </div>
  );
}

export function ChangePart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="pb-2 text-ui font-semibold text-quiet">{title}</h3>
      {children}
    </section>
  );
}
