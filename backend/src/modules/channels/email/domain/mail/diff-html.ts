import { escapeHtml } from '../html/escape.js';
import { paint } from '../html/look.js';

type Kind = 'added' | 'removed' | 'head' | 'same';

const HEAD = /^(?:@@ |diff |index |--- |\+\+\+ |(?:new|deleted) file |rename |similarity )/;
const kindOf = (line: string): Kind => {
  if (HEAD.test(line)) return 'head';
  return line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'same';
};

const PAINTS: Readonly<Record<Exclude<Kind, 'same'>, string>> = {
  added: paint({ color: 'added' }),
  removed: paint({ color: 'warning' }),
  head: paint({ color: 'quiet' }),
};

/** Lines of one kind that follow each other share one element: a long diff must stay below the size at which Gmail cuts. */
export const diffHtml = (diff: string): string => {
  const runs: { kind: Kind; lines: string[] }[] = [];
  for (const line of diff.split('\n')) {
    const kind = kindOf(line);
    const last = runs.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else runs.push({ kind, lines: [line] });
  }
  return runs
    .map(({ kind, lines }) => {
      const words = escapeHtml(lines.join('\n'));
      return kind === 'same' ? words : `<span ${PAINTS[kind]}>${words}</span>`;
    })
    .join('\n');
};
