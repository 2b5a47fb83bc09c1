import { Children, type ComponentProps, memo, type ReactNode, useMemo } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { ScrollArea } from '@/components/ui/scroll-area';
import { cn } from '@/lib/utils';
import { CodeBlock } from './code-block';
import { safeLink } from './safe-link';
import { closeOpenMarks, splitBlocks } from './split-blocks';

const Link = ({ href, children }: ComponentProps<'a'>) => {
  const link = safeLink(href);
  if (!link) return <span>{children}</span>;
  return (
    <a href={link.href} title={link.host} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
};

/** Nothing is fetched from elsewhere on an agent's word: a picture shows as a link to it. */
const Picture = ({ src, alt }: ComponentProps<'img'>) => (
  <Link href={typeof src === 'string' ? src : undefined}>{alt || 'picture'}</Link>
);

const Table = ({ children }: ComponentProps<'table'>) => (
  <ScrollArea label="Table">
    <table>{children}</table>
  </ScrollArea>
);

/** A text that was stopped right after `##` has a heading without words: it is left out. */
const heading = (Tag: 'h2' | 'h3' | 'h4') => {
  const Heading = ({ children }: { children?: ReactNode }) =>
    Children.count(children) > 0 ? <Tag>{children}</Tag> : null;
  return Heading;
};

const componentsFor = (closed: boolean): Components => ({
  a: Link,
  // The page has its one first-level heading already.
  h1: heading('h2'),
  h2: heading('h2'),
  h3: heading('h3'),
  h4: heading('h4'),
  img: Picture,
  table: Table,
  pre: ({ children }) => <CodeBlock closed={closed}>{children}</CodeBlock>,
});
const CLOSED = componentsFor(true);
const OPEN = componentsFor(false);
const REMARK = [remarkGfm];
const REHYPE = [rehypeSanitize];

const Block = memo(({ text, closed }: { text: string; closed: boolean }) => (
  <div className="md-block">
    <ReactMarkdown
      remarkPlugins={REMARK}
      rehypePlugins={REHYPE}
      components={closed ? CLOSED : OPEN}
      urlTransform={(url) => url}
    >
      {text}
    </ReactMarkdown>
  </div>
));
Block.displayName = 'Block';

/** Markdown from an agent. While it streams, only its last block renders again. */
export const Markdown = ({
  text,
  streaming = false,
  className,
}: {
  text: string;
  streaming?: boolean;
  className?: string;
}) => {
  const blocks = useMemo(() => splitBlocks(text), [text]);
  return (
    <div className={cn('prose-chat', className)} dir="auto">
      {blocks.map((block, index) => {
        const open = streaming && index === blocks.length - 1;
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks only ever grow at the end
        return <Block key={index} text={open ? closeOpenMarks(block) : block} closed={!open} />;
      })}
    </div>
  );
};
export default Markdown;
