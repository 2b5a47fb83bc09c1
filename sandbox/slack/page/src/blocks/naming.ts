import type { Block, BlockElement } from '../lib/block-types';

/** How a control is called and described: by its label in a form, else by its placeholder or the text beside it. */
export interface Naming {
  id?: string;
  'aria-label'?: string;
  'aria-labelledby'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  'aria-required'?: boolean;
}

export interface ElementProps {
  block: Block;
  element: BlockElement;
  naming: Naming;
}

export const namingBeside = (element: BlockElement, name: string | undefined): Naming => ({
  'aria-label': element.placeholder?.text ?? name ?? element.action_id,
});
