import { useState } from 'react';
import { ChangePart } from './change-row';
import type { FaultChoice } from './fault-choice';
import { FaultRow } from './fault-row';

/** Spoils only what has this label. */
export interface FaultFilter {
  label: string;
  /** "Only", "From" */
  words: string;
  /** "any call" */
  any: string;
  values: readonly string[];
}

/** Faults that spoil the same thing. */
export interface FaultGroupOf {
  title: string;
  choices: readonly FaultChoice[];
  filters?: readonly FaultFilter[];
}

type Match = Readonly<Record<string, string>>;

interface Props extends FaultGroupOf {
  onAdd: (fault: object, match: Match) => void;
}

export function FaultGroup({ title, choices, filters = [], onAdd }: Props) {
  const [match, setMatch] = useState<Match>({});
  const choose = (label: string, value: string) =>
    setMatch(({ [label]: _, ...rest }) => (value === '' ? rest : { ...rest, [label]: value }));
  return (
    <ChangePart title={title}>
      {filters.map(({ label, words, any, values }) => (
        <label key={label} className="flex items-center gap-2 pb-2 text-ui">
          {words}
          <select
            value={match[label] ?? ''}
            onChange={({ target }) => choose(label, target.value)}
            className="field w-auto! min-w-0 text-ui!"
          >
            <option value="">{any}</option>
            {values.map((value) => (
              <option key={value}>{value}</option>
            ))}
          </select>
        </label>
      ))}
      {choices.map((choice) => (
        <FaultRow key={choice.name} choice={choice} onAdd={(fault) => onAdd(fault, match)} />
      ))}
    </ChangePart>
  );
}
