import { safeLink } from '@/components/markdown/safe-link';
import { linkify } from '../linkify';

/** What a person wrote, as written. */
export const PlainText = ({ text }: { text: string }) => (
  <p dir="auto" className="whitespace-pre-wrap break-words text-body [overflow-wrap:anywhere]">
    {linkify(text).map((part, index) => {
      const link = part.href ? safeLink(part.href) : null;
      if (!link) return part.text;
      return (
        <a
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text
          key={index}
          href={link.href}
          title={link.host}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="text-accent-text underline decoration-current/40 underline-offset-3 hover:decoration-current"
        >
          {part.text}
        </a>
      );
    })}
  </p>
);
