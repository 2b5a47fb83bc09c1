import { useState } from 'react';
import { VisibleText } from '@/components/visible-text';

/** What was being written when the question ended elsewhere: it stays in sight, to be used otherwise. */
export const LeftDraft = ({ text }: { text: string }) => {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // Missing on an insecure origin: there the words can still be selected.
    await navigator.clipboard?.writeText(text);
    setCopied(true);
  };
  return (
    <p className="flex flex-wrap items-baseline gap-x-3 text-muted-foreground text-xs">
      <span className="min-w-0 whitespace-pre-wrap break-words">
        Your draft: <VisibleText text={text} />
      </span>
      {'clipboard' in navigator && (
        <button type="button" className="quiet-action underline" onClick={() => void copy()}>
          {copied ? 'Copied' : 'Copy'}
        </button>
      )}
    </p>
  );
};
