import { safeUrl } from '#kit/page';
import { BlocksView } from '../blocks/blocks-view';
import { RichView } from '../blocks/rich-view';
import type { Block } from '../lib/block-types';
import { parseMrkdwn } from '../lib/mrkdwn';

interface Fields {
  color?: string;
  blocks?: Block[];
  pretext?: string;
  title?: string;
  title_link?: string;
  text?: string;
  fallback?: string;
}

const NAMED: Readonly<Record<string, string>> = { good: '#2eb67d', warning: '#ecb22e', danger: '#e01e5a' };

const colorOf = (color: string | undefined): string => {
  if (color === undefined) return 'var(--hairline)';
  return NAMED[color] ?? (/^#?[0-9a-f]{6}$/i.test(color) ? `#${color.replace('#', '')}` : 'var(--hairline)');
};

/** The older kind of message, with a coloured bar. */
export function Attachment({ attachment }: { attachment: object }) {
  const { color, blocks, pretext, title, title_link, text, fallback } = attachment as Fields;
  const url = title_link ? safeUrl(title_link) : null;
  const words = text ?? (blocks || title ? undefined : fallback);
  return (
    <div className="mt-1">
      {pretext && <RichView nodes={parseMrkdwn(pretext)} />}
      <div className="max-w-[40rem] border-l-4 pl-3" style={{ borderColor: colorOf(color) }}>
        {title && (
          <p className="font-bold">
            {url ? (
              <a href={url} target="_blank" rel="noopener noreferrer" className="text-link hover:underline">
                {title}
              </a>
            ) : (
              title
            )}
          </p>
        )}
        {words && <RichView nodes={parseMrkdwn(words)} />}
        {blocks && <BlocksView blocks={blocks} />}
      </div>
    </div>
  );
}
