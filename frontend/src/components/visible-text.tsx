import { visibleParts } from '@/lib/visible-text';

/** Text whose every character shows: see lib/visible-text. */
export const VisibleText = ({ text }: { text: string }) =>
  visibleParts(text).map((part, index) =>
    part.hidden ? (
      <mark
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text
        key={index}
        title="An invisible character"
        className="mx-px rounded bg-danger-soft px-1 font-mono text-[0.7em] text-danger-text"
      >
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
