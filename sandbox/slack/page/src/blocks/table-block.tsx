import { each } from '#kit/page';
import { parseRichText } from '../lib/rich-text';
import { RichView } from './rich-view';

interface Cell {
  type: string;
  text?: string;
  elements?: unknown;
}

const inside = ({ type, text, elements }: Cell) =>
  type === 'rich_text' ? <RichView nodes={parseRichText(elements)} /> : (text ?? '');

/** The first row of a `table` block is its head. */
export function TableBlock({ rows }: { rows: unknown[][] }) {
  const [head, ...body] = rows as Cell[][];
  return (
    <div className="rich">
      <table>
        <thead>
          <tr>
            {each(head, (cell) => (
              <th>{inside(cell)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {each(body, (row) => (
            <tr>
              {each(row, (cell) => (
                <td>{inside(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
