/** What can be made to go wrong, in plain words. */
export interface FaultChoice {
  name: string;
  /** What happens then. */
  note: string;
  fault: Readonly<Record<string, unknown>>;
  /** A number that can be changed, and the field it stands for. */
  amount?: { field: string; unit: string; initial: number; factor: number };
}

/** As the control API shows what is still to come. */
export interface FaultRule {
  fault: Readonly<Record<string, unknown>>;
  times: number | 'always';
  match?: Readonly<Record<string, string>>;
}

/** @param factor from seconds to what the field counts in */
export const seconds = (field: string, initial: number, factor: number) => ({
  amount: { field, unit: 's', initial, factor },
});

export const withAmount = ({ fault, amount }: FaultChoice, value: number): Record<string, unknown> =>
  amount ? { ...fault, [amount.field]: value * amount.factor } : { ...fault };

const isOf = (fault: FaultRule['fault'], choice: FaultChoice): boolean => {
  const names = Object.keys(fault).filter((name) => name !== choice.amount?.field);
  return names.length === Object.keys(choice.fault).length && names.every((name) => choice.fault[name] === fault[name]);
};

/** Which part of the stand-in it spoils is known by the fault itself. */
const UNSAID = ['spoils', 'side'];

/** "Too many requests (5 s), 2 times, only chat.postMessage" */
export const ruleWords = ({ fault, times, match = {} }: FaultRule, choices: readonly FaultChoice[]): string => {
  const known = choices.find((choice) => isOf(fault, choice));
  const { field, factor, unit } = known?.amount ?? { field: '', factor: 1, unit: '' };
  const amount = field ? ` (${[Number(fault[field]) / factor, unit].filter((part) => part !== '').join(' ')})` : '';
  const what = known?.name ?? Object.values(fault).join(' ');
  const count = times === 'always' ? 'always' : times === 1 ? 'once' : `${times} times`;
  const labels = Object.entries(match).flatMap(([name, label]) => (UNSAID.includes(name) ? [] : [`only ${label}`]));
  return [`${what}${amount}`, count, ...labels].join(', ');
};
