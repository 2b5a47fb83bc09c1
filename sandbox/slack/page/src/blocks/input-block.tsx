import { useId } from 'react';
import type { Block } from '../lib/block-types';
import { ElementView } from './element-view';
import type { Naming } from './naming';
import { useScope } from './scope';
import { TextLine } from './text-view';

const GROUPS = ['radio_buttons', 'checkboxes'];

/** An input with its label, its hint, and below it what is wrong. */
export function InputBlock({ block }: { block: Block }) {
  const id = useId();
  const error = useScope().error(block);
  const { element, label, hint, optional } = block;
  if (!element || !label) return null;
  const isGroup = GROUPS.includes(element.type);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const naming: Naming = {
    id,
    ...(isGroup && { 'aria-labelledby': `${id}-label` }),
    ...(described && { 'aria-describedby': described }),
    ...(error && { 'aria-invalid': true }),
    ...(!optional && { 'aria-required': true }),
  };
  const words = (
    <>
      <TextLine text={label} />
      {optional && <span className="font-normal text-quiet"> (optional)</span>}
    </>
  );
  return (
    <div data-block={block.block_id} className="flex flex-col gap-1.5">
      {isGroup ? (
        <span id={`${id}-label`} className="font-semibold">
          {words}
        </span>
      ) : (
        <label htmlFor={id} className="font-semibold">
          {words}
        </label>
      )}
      <ElementView block={block} element={element} naming={naming} />
      {error && (
        <p id={`${id}-error`} role="alert" className="text-ui text-danger-text">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-ui text-quiet">
          <TextLine text={hint} />
        </p>
      )}
    </div>
  );
}
