import { cx, each } from '#kit/page';
import type { Block, BlockElement, TextObject } from '../lib/block-types';
import { parseMarkdown } from '../lib/markdown';
import { parseRichText } from '../lib/rich-text';
import { ElementView } from './element-view';
import { ImageView } from './image-view';
import { InputBlock } from './input-block';
import { RichView } from './rich-view';
import { SectionBlock } from './section-block';
import { TableBlock } from './table-block';
import { TextLine, TextView } from './text-view';

function ActionsBlock({ block }: { block: Block }) {
  return (
    <div className="flex flex-wrap items-start gap-2">
      {block.elements?.map((element, index) => (
        <ElementView key={element.action_id ?? index} block={block} element={element} />
      ))}
    </div>
  );
}

const contextElement = (element: BlockElement) =>
  element.type === 'image' ? (
    <ImageView image={element} className="size-5 rounded" isSmall />
  ) : (
    <TextView text={element as unknown as TextObject} className="min-w-0 [font-size:var(--text-ui)]!" />
  );

function ContextBlock({ block }: { block: Block }) {
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-quiet">{each(block.elements, contextElement)}</div>
  );
}

/** One block of a message or view; of a kind that is not drawn here, its name. */
export function BlockView({ block }: { block: Block }) {
  switch (block.type) {
    case 'section':
      return <SectionBlock block={block} />;
    case 'header':
      return (
        <h3 className="text-lg leading-6 font-bold">
          <TextLine text={block.text as TextObject} />
        </h3>
      );
    case 'divider':
      return <hr />;
    case 'context':
      return <ContextBlock block={block} />;
    case 'actions':
      return <ActionsBlock block={block} />;
    case 'input':
      return <InputBlock block={block} />;
    case 'image':
      return <ImageView image={block} title={block.title} />;
    case 'markdown':
      return <RichView nodes={parseMarkdown(block.text as string)} />;
    case 'rich_text':
      return <RichView nodes={parseRichText(block.elements)} />;
    case 'table':
      return <TableBlock rows={block.rows ?? []} />;
    default:
      return <p className="text-ui text-quiet">A block of type “{block.type}”, which is not drawn here.</p>;
  }
}

export function BlocksView({ blocks, className }: { blocks: readonly Block[]; className?: string }) {
  return (
    <div className={cx('flex flex-col gap-2', className)}>
      {blocks.map((block, index) => (
        <BlockView key={block.block_id ?? index} block={block} />
      ))}
    </div>
  );
}
