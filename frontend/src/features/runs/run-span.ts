import type { Run, Step } from '@parley/contracts';

/** From and to, in milliseconds since 1970. */
export interface Span {
  from: number;
  to: number;
}
/** In percent of the run. */
export interface Bar {
  left: number;
  width: number;
}

export const runSpan = (run: Pick<Run, 'createdAt' | 'endedAt'>, now: number): Span => {
  const from = Date.parse(run.createdAt);
  return { from, to: Math.max(from, run.endedAt ? Date.parse(run.endedAt) : now) };
};

/** What has no end yet lasts until the run's own end, or until now. */
export const stepSpan = (step: Pick<Step, 'startedAt' | 'endedAt'>, run: Span): Span => {
  const from = Date.parse(step.startedAt);
  return { from, to: Math.max(from, step.endedAt ? Date.parse(step.endedAt) : run.to) };
};

/** It was done by the run whose journal this one took over. */
export const isTakenOver = (step: Pick<Step, 'startedAt'>, run: Pick<Run, 'createdAt'>) =>
  Date.parse(step.startedAt) < Date.parse(run.createdAt);

/** Null without any. */
export const wholeSpan = (spans: readonly Span[]): Span | null =>
  spans.length === 0
    ? null
    : { from: Math.min(...spans.map(({ from }) => from)), to: Math.max(...spans.map(({ to }) => to)) };

/** Pieces of the run's time, each drawn as wide as its weight. */
export interface TimeScale {
  pieces: readonly (Span & { weight: number })[];
  /** Some time is drawn shorter than it was. */
  shortened: boolean;
}

/** How much of all work a single pause may look like. */
const LONGEST_PAUSE = 0.25;

/** Spans that touch or overlap become one. */
const united = (spans: readonly Span[]): Span[] => {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else out.push({ ...span });
  }
  return out;
};

/**
 * A person may take a week where the work takes a minute: time in which nothing worked is drawn shorter, or nobody would
 * see the work.
 * @param work spans in which something did
 */
export const timeScale = (work: readonly Span[], run: Span): TimeScale => {
  const inRun = work
    .map(({ from, to }) => ({ from: Math.max(from, run.from), to: Math.min(to, run.to) }))
    .filter(({ from, to }) => to > from);
  const busy = united(inRun);
  const total = busy.reduce((sum, { from, to }) => sum + to - from, 0);
  const cap = total > 0 ? total * LONGEST_PAUSE : Number.POSITIVE_INFINITY;
  const edges = [run.from, ...busy.flatMap(({ from, to }) => [from, to]), run.to];
  const pieces = edges.slice(1).map((to, index) => {
    const from = edges[index] ?? to;
    // Pauses and work take turns, beginning with the pause before the first work.
    return { from, to, weight: index % 2 === 0 ? Math.min(to - from, cap) : to - from };
  });
  return { pieces, shortened: pieces.some(({ from, to, weight }) => weight < to - from) };
};

/** Where a moment lies, in percent. */
const place = ({ pieces }: TimeScale, at: number): number => {
  const whole = pieces.reduce((sum, { weight }) => sum + weight, 0);
  if (whole === 0) return 0;
  let before = 0;
  for (const { from, to, weight } of pieces) {
    if (at < to) return ((before + (to > from ? (Math.max(0, at - from) / (to - from)) * weight : 0)) / whole) * 100;
    before += weight;
  }
  return 100;
};

/** The part of a span that lies in the run. Null: none of it does. */
export const barOf = (span: Span, run: Span, scale: TimeScale): Bar | null => {
  if (span.to < run.from || span.from > run.to) return null;
  if (run.to === run.from) return { left: 0, width: 100 };
  const left = place(scale, Math.max(span.from, run.from));
  return { left, width: place(scale, Math.min(span.to, run.to)) - left };
};
