import { existsSync, readFileSync } from 'node:fs';
import { FaultPlan, type FaultRule, type Labels, labelsFit, SharedUses, usesOf } from '../kit/index.js';

/** How one call to a channel can go wrong. */
const RECORDER_FAULT_KINDS = [
  'ok', // this one works: for scripts such as "two go well, then one fails"
  'transient',
  'rate_limited', // with retryAfterMs
  'unauthorized',
  'not_found',
  'rejected',
  'unknown_accepted', // it arrived, and nobody heard that it did
  'unknown_dropped', // it was lost on the way, and nobody heard that it was
  'hang', // it arrives at once and answers only after afterMs
  'garbage', // it arrives and answers nonsense
  'unsure', // of a lookup: the channel cannot be asked now
] as const;
export type RecorderFaultKind = (typeof RECORDER_FAULT_KINDS)[number];

export interface RecorderFault {
  readonly kind: RecorderFaultKind;
  /** rate_limited: what Retry-After says. Left out: it does not say. */
  readonly retryAfterMs?: number;
  /** hang: how long. */
  readonly afterMs?: number;
}
export type RecorderFaultRule = FaultRule<RecorderFault>;

/** From JSON: `"transient"` or `{ "kind": "rate_limited", "retryAfterMs": 2000 }`. @throws TypeError */
export const readRecorderFault = (value: unknown): RecorderFault => {
  const fault = (typeof value === 'string' ? { kind: value } : value) as RecorderFault;
  if (!RECORDER_FAULT_KINDS.some((known) => known === fault?.kind))
    throw new TypeError(`fault must be one of ${RECORDER_FAULT_KINDS.join(', ')}`);
  return fault;
};

interface ScriptedRule {
  fault: unknown;
  times?: number | 'always';
  match?: Labels;
}

/**
 * Faults by code (`plan`) first, then those of a JSON file: a list of `{ fault, times, match }`, read anew for each call, so
 * that a test can script a process it did not start. How often a rule of the file was served is counted beside it, over
 * all processes and restarts. Labels to match: `channel`, `operation`, `address`, `key`.
 */
export class RecorderFaults {
  readonly plan = new FaultPlan<RecorderFault>();
  private readonly uses: SharedUses | undefined;

  constructor(private readonly file?: string) {
    this.uses = file === undefined ? undefined : new SharedUses(`${file}.used`);
  }

  take(labels: Labels): RecorderFault | undefined {
    return this.plan.take(labels) ?? this.scripted(labels);
  }

  private scripted(labels: Labels): RecorderFault | undefined {
    if (this.file === undefined || !existsSync(this.file)) return undefined;
    const rules = JSON.parse(readFileSync(this.file, 'utf8')) as ScriptedRule[];
    const due = rules.find(({ match, times = 1 }, at) => {
      if (!labelsFit(match, labels)) return false;
      return this.uses?.take(JSON.stringify([at, rules[at]]), usesOf({ times }));
    });
    return due && readRecorderFault(due.fault);
  }
}
