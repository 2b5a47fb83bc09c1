import { cx, each } from '#kit/page';
import { linesOf } from '../lib/text-lines';

/** The plain text of a mail; what was quoted steps back. */
export function TextView({ text }: { text: string }) {
  return (
    <div className="py-3 font-mono text-ui whitespace-pre-wrap [overflow-wrap:anywhere]">
      {each(linesOf(text), ({ depth, pieces }) => (
        <div className={cx('min-h-5', depth > 0 && 'text-quiet')}>
          {each(pieces, (piece) =>
            piece.url ? (
              <a
                href={piece.url}
                target="_blank"
                rel="noopener noreferrer"
                className="text-link underline underline-offset-2"
              >
                {piece.text}
              </a>
            ) : (
              piece.text
            ),
          )}
        </div>
      ))}
    </div>
  );
}
