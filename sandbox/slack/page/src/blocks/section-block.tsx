import { each } from '#kit/page';
import type { Block, TextObject } from '../lib/block-types';
import { ElementView } from './element-view';
import { ImageView } from './image-view';
import { TextView } from './text-view';

export function SectionBlock({ block }: { block: Block }) {
  const { accessory, fields } = block;
  const text = block.text as TextObject | undefined;
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="min-w-[min(14rem,100%)] flex-1">
        {text && <TextView text={text} />}
        {fields && (
          <div className="grid gap-x-4 gap-y-2 pt-1 sm:grid-cols-2">
            {each(fields, (field) => (
              <TextView text={field} className="min-w-0" />
            ))}
          </div>
        )}
      </div>
      {accessory?.type === 'image' && <ImageView image={accessory} className="size-20 rounded-lg object-cover" />}
      {accessory && accessory.type !== 'image' && <ElementView block={block} element={accessory} name={text?.text} />}
    </div>
  );
}
