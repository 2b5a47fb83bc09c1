/** What a request looks like to a rule: flat, so that a rule can also come as JSON over HTTP. */
export type Labels = Readonly<Record<string, string | undefined>>;

export interface FaultRule<F> {
  readonly fault: F;
  /** How many requests it spoils. */
  readonly times: number | 'always';
  /** Labels that must be equal; none fits every request. */
  readonly match?: Labels;
}

interface Scripted<F> {
  readonly rule: FaultRule<F>;
  left: number;
}

/** Equal in every label that `match` names. */
export const labelsFit = (match: Labels | undefined, labels: Labels): boolean =>
  Object.entries(match ?? {}).every(([name, value]) => value === undefined || labels[name] === value);

/** @throws RangeError when a rule could never be served */
export const usesOf = ({ times }: Pick<FaultRule<unknown>, 'times'>): number => {
  if (times === 'always') return Number.POSITIVE_INFINITY;
  if (!Number.isInteger(times) || times < 1) throw new RangeError("times must be a positive integer or 'always'");
  return times;
};

/**
 * A queue of scripted faults (SBX-2). Rules are served in the order they were added and never reorder themselves, so
 * a script such as "429 twice, then cut" plays the same way each time.
 */
export class FaultPlan<F> {
  private queue: Scripted<F>[] = [];

  add(rule: FaultRule<F>): void {
    this.queue.push({ rule, left: usesOf(rule) });
  }

  /** The fault for this request, if one is due; uses it up. */
  take(labels: Labels): F | undefined {
    const due = this.queue.find((entry) => labelsFit(entry.rule.match, labels));
    if (due === undefined) return undefined;
    due.left -= 1;
    if (due.left === 0) this.queue = this.queue.filter((entry) => entry !== due);
    return due.rule.fault;
  }

  /** What is still to come. */
  pending(): FaultRule<F>[] {
    return this.queue.map(({ rule, left }) => ({
      ...rule,
      times: left === Number.POSITIVE_INFINITY ? 'always' : left,
    }));
  }

  clear(): void {
    this.queue = [];
  }
}
