import { useState } from 'react';
import { cx } from '#kit/page';
import type { OpenedMail } from '../data/types';
import { textOfBytes } from '../lib/bytes';
import { Details } from './details';
import { HtmlView } from './html-view';
import { TextView } from './text-view';

const VIEWS = ['HTML', 'Text', 'Source'] as const;
type View = (typeof VIEWS)[number];

function Missing({ what }: { what: string }) {
  return <p className="py-3 text-quiet">This mail has no {what}.</p>;
}

function Shown({ mail, view }: { mail: OpenedMail; view: View }) {
  const { html, text, raw } = mail;
  if (view === 'HTML') return html === '' ? <Missing what="HTML" /> : <HtmlView html={html} />;
  if (view === 'Text') return text.trim() === '' ? <Missing what="plain text" /> : <TextView text={text} />;
  return (
    <pre className="scroll-thin my-3 max-h-[70dvh] overflow-auto rounded-lg border bg-code p-3 font-mono text-2xs whitespace-pre-wrap [overflow-wrap:anywhere]">
      {textOfBytes(raw)}
    </pre>
  );
}

/** What a mail says, as a program shows it, as plain text, or as it travelled. */
export function MailBody({ mail }: { mail: OpenedMail }) {
  const [view, setView] = useState<View>(mail.html === '' ? 'Text' : 'HTML');
  return (
    <div className="pb-3">
      <div className="relative">
        <Details headers={mail.headers} />
        {/* biome-ignore lint/a11y/useSemanticElements: three buttons, no form */}
        <div role="group" aria-label="Show as" className="absolute top-0 right-0 flex gap-0.5">
          {VIEWS.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={view === name}
              onClick={() => setView(name)}
              className={cx(
                'touch rounded-md px-2 py-0.5 text-2xs font-medium',
                view === name ? 'bg-hover text-foreground' : 'text-quiet hover:bg-hover hover:text-foreground',
              )}
            >
              {name}
            </button>
          ))}
        </div>
      </div>
      <Shown mail={mail} view={view} />
    </div>
  );
}
