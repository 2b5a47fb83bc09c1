import { Button } from '#kit/page';
import type { OpenedMail } from '../data/types';
import { AddressField, TextField } from './address-field';
import { answeredIn, type Kind } from './answer';

/** What stands above the words. */
export interface Heading {
  to: string;
  /** null: not asked for. */
  cc: string | null;
  subject: string;
}

export const NO_HEADING: Heading = { to: '', cc: null, subject: '' };

export const asksWhom = (kind: Kind): boolean => kind === 'write' || kind === 'forward';

/** What the control API takes of it. */
export const headingOf = (kind: Kind, { to, cc, subject }: Heading): Record<string, string> => ({
  ...(cc && { cc }),
  ...(asksWhom(kind) && { to }),
  ...(kind === 'write' && { subject }),
});

interface Props {
  kind: Kind;
  mail: OpenedMail | undefined;
  heading: Heading;
  onChange: (heading: Heading) => void;
}

/** To whom the mail goes; an answer knows by itself. */
export function Recipients({ kind, mail, heading, onChange }: Props) {
  const { to, cc, subject } = heading;
  const change = (part: Partial<Heading>) => onChange({ ...heading, ...part });
  const more = cc === null && (
    <Button tone="quiet" onClick={() => change({ cc: '' })}>
      Cc
    </Button>
  );
  return (
    <div className="flex flex-col divide-y border-b px-3">
      {asksWhom(kind) ? (
        <AddressField name="To" value={to} onChange={(value) => change({ to: value })} isNeeded autoFocus>
          {more}
        </AddressField>
      ) : (
        <div className="flex min-h-9 items-center gap-2 py-0.5 text-ui">
          <p className="min-w-0 grow truncate">
            <span className="text-quiet">{kind === 'reply-all' ? 'To all, first ' : 'To '}</span>
            {mail && answeredIn(mail)}
          </p>
          {more}
        </div>
      )}
      {cc !== null && <AddressField name="Cc" value={cc} onChange={(value) => change({ cc: value })} />}
      {kind === 'write' && (
        <TextField name="Subject" value={subject} onChange={(value) => change({ subject: value })} />
      )}
    </div>
  );
}
