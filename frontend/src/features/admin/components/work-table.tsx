import type { WorkLine } from '@parley/contracts';
import { cn } from '@/lib/utils';
import { countText, lineName, lineNote } from '../describe-work';

const Count = ({ count, strong = false }: { count: number; strong?: boolean }) => (
  <td
    className={cn(
      'py-2.5 pl-3 text-right align-top tabular sm:pl-8',
      count === 0 && 'text-muted-foreground',
      strong && count > 0 && 'font-semibold',
    )}
  >
    {countText(count)}
  </td>
);

const Line = ({ line }: { line: WorkLine }) => {
  const note = lineNote(line);
  return (
    <tr className="border-b last:border-0">
      <th scope="row" className="py-2.5 text-left font-normal">
        {lineName(line)}
        {note && <span className="block text-muted-foreground text-xs">{note}</span>}
      </th>
      <Count count={line.waiting} strong={!line.parked} />
      <Count count={line.working} />
      <Count count={line.later} />
    </tr>
  );
};

const HEADS = ['Waiting', 'At work', 'Later'];

/** From PostgreSQL: what is due, whatever became of its wake-up. */
export const WorkTable = ({ lines }: { lines: readonly WorkLine[] }) => (
  <table className="w-full text-ui">
    <caption className="sr-only">What is due, by kind of work</caption>
    <thead className="border-b text-muted-foreground text-xs">
      <tr>
        <th scope="col" className="py-2 text-left font-medium">
          Work
        </th>
        {HEADS.map((head) => (
          <th key={head} scope="col" className="whitespace-nowrap py-2 pl-3 text-right font-medium sm:w-28 sm:pl-8">
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {lines.map((line) => (
        <Line key={`${line.kind} ${line.name}`} line={line} />
      ))}
    </tbody>
  </table>
);
