import { SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonClass, Popover } from '#kit/page';
import { CLIENTS, LANGUAGES } from '../../../model';
import { useWorld } from '../data/world';
import { CLIENT_NAMES, languageName } from '../lib/names';
import { FORMAT_NAMES, FORMATS, type How, POSTING_NAMES, POSTINGS, STRIP_NAMES, STRIPS, wordsOf } from './how';

interface ChoiceProps<T extends string> {
  name: string;
  value: T | null;
  /** What it is when nothing is chosen. */
  usual?: string;
  all: readonly T[];
  nameOf: (value: T) => string;
  onChange: (value: T | null) => void;
}

function Choice<T extends string>({ name, value, usual, all, nameOf, onChange }: ChoiceProps<T>) {
  return (
    <label className="flex items-center gap-3 text-ui">
      <span className="w-24 shrink-0">{name}</span>
      <select
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? null : (target.value as T))}
        className="field min-w-0 text-ui!"
      >
        {usual && <option value="">{usual}</option>}
        {all.map((entry) => (
          <option key={entry} value={entry}>
            {nameOf(entry)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface Props {
  how: How;
  /** A new mail has nothing to quote. */
  isAnswer: boolean;
  onChange: (how: How) => void;
}

function Signature({ how, onChange }: Omit<Props, 'isAnswer'>) {
  const { signature } = how;
  const kind = signature === null ? null : signature === '' ? 'none' : 'other';
  const choose = (chosen: 'none' | 'other' | null) =>
    onChange({ ...how, signature: chosen === null ? null : chosen === 'none' ? '' : 'Kind regards' });
  return (
    <>
      <Choice
        name="Signature"
        value={kind}
        usual="the usual one"
        all={['none', 'other'] as const}
        nameOf={(chosen) => (chosen === 'none' ? 'none' : 'another one')}
        onChange={choose}
      />
      {kind === 'other' && (
        <textarea
          rows={2}
          aria-label="The other signature"
          value={signature ?? ''}
          onChange={({ target }) => onChange({ ...how, signature: target.value })}
          className="field text-ui!"
        />
      )}
    </>
  );
}

function Strips({ how, onChange }: Omit<Props, 'isAnswer'>) {
  return (
    <fieldset className="text-ui">
      <legend className="pb-1 text-quiet">Leave out</legend>
      {STRIPS.map((strip) => (
        <label key={strip} className="touch flex items-center gap-2 py-0.5">
          <input
            type="checkbox"
            checked={how.strip.includes(strip)}
            onChange={({ target }) => {
              const others = how.strip.filter((entry) => entry !== strip);
              onChange({ ...how, strip: target.checked ? [...others, strip] : others });
            }}
            className="size-4 accent-accent"
          />
          {STRIP_NAMES[strip]}
        </label>
      ))}
    </fieldset>
  );
}

function Fields({ how, isAnswer, onChange }: Props): ReactNode {
  const { me } = useWorld();
  const change = (part: Partial<How>) => onChange({ ...how, ...part });
  return (
    <div className="flex flex-col gap-2">
      <Choice
        name="Program"
        value={how.client}
        usual={`mine: ${CLIENT_NAMES[me.client]}`}
        all={CLIENTS}
        nameOf={(client) => CLIENT_NAMES[client]}
        onChange={(client) => change({ client })}
      />
      <Choice
        name="Language"
        value={how.language}
        usual={`mine: ${languageName(me.language)}`}
        all={LANGUAGES}
        nameOf={languageName}
        onChange={(language) => change({ language })}
      />
      {isAnswer && (
        <Choice
          name="My words"
          value={how.posting}
          all={POSTINGS}
          nameOf={(posting) => POSTING_NAMES[posting]}
          onChange={(posting) => change({ posting: posting ?? 'top' })}
        />
      )}
      <Choice
        name="Sent as"
        value={how.format}
        all={FORMATS}
        nameOf={(format) => FORMAT_NAMES[format]}
        onChange={(format) => change({ format: format ?? 'both' })}
      />
      <Signature how={how} onChange={onChange} />
      {isAnswer && <Strips how={how} onChange={onChange} />}
    </div>
  );
}

/** How the mail is written: mail of all programs looks different, and Parley has to read it. */
export function HowPopover(props: Props) {
  const words = wordsOf(props.how);
  return (
    <Popover
      className="w-80 max-h-[min(32rem,70dvh)]! p-3!"
      trigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          title={words || 'As this person usually writes'}
          className={buttonClass('quiet', 'min-w-0 shrink')}
        >
          <SlidersHorizontal className="size-4 shrink-0" aria-hidden />
          <span className="truncate">{words ? `How: ${words}` : 'How'}</span>
        </button>
      )}
    >
      {() => <Fields {...props} />}
    </Popover>
  );
}
