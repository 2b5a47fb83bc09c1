import { CheckIcon, CopyIcon } from 'lucide-react';
import { isValidElement, type ReactNode, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ScrollArea } from '@/components/ui/scroll-area';
import type { TokenLine } from './highlight';

const read = (children: ReactNode): { code: string; language: string } => {
  if (!isValidElement<{ className?: string; children?: ReactNode }>(children)) return { code: '', language: '' };
  const language = /language-([\w+#.-]+)/.exec(children.props.className ?? '')?.[1] ?? '';
  return { code: String(children.props.children ?? '').replace(/\n$/, ''), language };
};

const useHighlighted = (code: string, language: string, closed: boolean): TokenLine[] | null => {
  const [lines, setLines] = useState<{ code: string; lines: TokenLine[] | null } | null>(null);
  useEffect(() => {
    if (!closed || !language) return;
    let current = true;
    void import('./highlight')
      .then((module) => module.highlight(code, language))
      .then((result) => current && setLines({ code, lines: result }))
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [code, language, closed]);
  return lines?.code === code ? lines.lines : null;
};

const CopyButton = ({ code }: { code: string }) => {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <Button variant="ghost" size="sm" className="h-6 px-1.5 text-xs" onClick={() => void copy()}>
      {copied ? <CheckIcon className="size-3.5" /> : <CopyIcon className="size-3.5" />}
      <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
    </Button>
  );
};

const Line = ({ line }: { line: TokenLine }) => (
  <>
    {line.map((token, index) => (
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: tokens of one fixed text
        key={index}
        className="tok"
        style={{ '--tok-light': token.light, '--tok-dark': token.dark } as React.CSSProperties}
      >
        {token.text}
      </span>
    ))}
    {'\n'}
  </>
);

/** Code with its language and a copy button; colours come once the block is closed. */
export const CodeBlock = ({ closed, children }: { closed: boolean; children?: ReactNode }) => {
  const { code, language } = read(children);
  const lines = useHighlighted(code, language, closed);
  return (
    <figure className="code-block overflow-hidden rounded-lg border bg-code">
      <figcaption className="flex h-8 items-center justify-between border-b pr-1 pl-3 text-muted-foreground text-xs">
        <span>{language || 'text'}</span>
        <CopyButton code={code} />
      </figcaption>
      <ScrollArea label={language ? `Code in ${language}` : 'Code'}>
        <pre className="px-3 py-2.5 font-mono text-[0.8125rem] leading-5">
          {/* biome-ignore lint/suspicious/noArrayIndexKey: lines of one fixed text */}
          <code>{lines ? lines.map((line, index) => <Line key={index} line={line} />) : code}</code>
        </pre>
      </ScrollArea>
    </figure>
  );
};
