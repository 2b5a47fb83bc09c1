import type { Environment, Quiet } from './machine.js';
import { WANTED_IDLE } from './machine.js';
import type { Part, Row, Verdict } from './row.js';

const HEAD = [
  'figure',
  'p50 ms',
  'p99 ms',
  'max ms',
  'n',
  'missed',
  'per s',
  'CPU µs',
  'more',
  'floor',
  'ratio',
  'promise',
  'aim',
];

const ms = (value: number | undefined) => (value === undefined ? '' : value.toFixed(value < 10 ? 2 : 1));
const count = (value: number | undefined) => (value === undefined ? '' : String(Math.round(value)));
const verdict = (kept: [string, string], value?: Verdict) =>
  value ? `${value.text}: ${value.held ? kept[0] : kept[1]}` : '';

const floorText = ({ floor }: Row): string => {
  if (!floor) return '';
  const { name, latency, perSecond } = floor;
  return `${latency ? `${ms(latency.p50)} / ${ms(latency.p99)}` : `${count(perSecond)}/s`} (${name})`;
};

const costText = ({ latency }: Row): string =>
  latency?.cost ? `${count(latency.cost.server * 1_000)} + ${count(latency.cost.postgres * 1_000)}` : '';

/** p50 over p50, or throughput over throughput. */
export const ratioOf = ({ latency, perSecond, floor }: Row): number | undefined => {
  if (latency && floor?.latency) return latency.p50 / floor.latency.p50;
  return perSecond !== undefined && floor?.perSecond ? perSecond / floor.perSecond : undefined;
};

const ratioText = (row: Row): string => {
  const ratio = ratioOf(row);
  if (ratio === undefined) return '';
  return row.floor?.latency ? `${ratio.toFixed(1)} x` : `${(ratio * 100).toFixed(0)} %`;
};

const cells = (row: Row): string[] => [
  row.name,
  ms(row.latency?.p50),
  ms(row.latency?.p99),
  ms(row.latency?.max),
  count(row.latency?.count),
  count(row.missed),
  count(row.perSecond),
  costText(row),
  row.more ?? '',
  floorText(row),
  ratioText(row),
  verdict(['held', 'MISSED'], row.promise),
  verdict(['met', 'not met'], row.aim),
];

/** The same as a table for each part, without columns that it leaves empty. */
export function markdownOf(parts: readonly Part[]): string {
  return parts
    .map(({ title, rows }) => {
      const lines = rows.map(cells);
      const kept = HEAD.map((_, column) => column).filter((column) => lines.some((line) => line[column]));
      const write = (line: readonly string[]) => `| ${kept.map((column) => line[column]?.trim() ?? '').join(' | ')} |`;
      return [`## ${title}`, '', write(HEAD), `|${' --- |'.repeat(kept.length)}`, ...lines.map(write), ''].join('\n');
    })
    .join('\n');
}

export function printTable(parts: readonly Part[]): void {
  const lines = parts.flatMap(({ title, rows }) => [
    [title],
    ...rows.map((row) => cells({ ...row, name: `  ${row.name}` })),
  ]);
  const widths = HEAD.map((head, column) =>
    Math.max(head.length, ...lines.filter((line) => line.length > 1).map((line) => line[column]?.length ?? 0)),
  );
  const print = (line: string[]) =>
    console.log(
      line
        .map((cell, column) => (line.length > 1 ? cell.padEnd(widths[column] ?? 0) : cell))
        .join('  ')
        .trimEnd(),
    );
  console.log('');
  print(HEAD);
  print(widths.map((width) => '─'.repeat(width)));
  for (const line of lines) print(line);
}

/** What it ran on, in two lines. */
export function environmentLines(environment: Environment): string[] {
  const { cpu, cores, memoryGb, system, node, postgres, settings } = environment;
  return [
    `${cores} × ${cpu}, ${memoryGb} GB, ${system} · Node ${node} · PostgreSQL ${postgres}`,
    Object.entries(settings)
      .map(([name, value]) => `${name} ${value}`)
      .join(' · '),
  ];
}

/** How far the machine had nothing else to do. */
export function quietLines({ summary: { least, usual, loads, busy } }: Quiet): string[] {
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`;
  return [
    `Idle just before the ${loads} loads: usually ${percent(usual)}, at least ${percent(least)}.`,
    ...(busy > 0
      ? [
          `THE MACHINE WAS NOT QUIET: ${busy} of ${loads} loads began below ${percent(WANTED_IDLE)} idle. Do not quote these figures.`,
        ]
      : []),
  ];
}
