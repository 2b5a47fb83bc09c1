import type { View } from '../data/types';
import { type Block, type BlockElement, keyOf } from '../lib/block-types';
import { formValue, type State, type Value, valueOfState } from '../lib/element-value';

export interface Placed {
  block: Block;
  element: BlockElement;
  key: string;
}

export const blocksOf = (view: View): Block[] => view.blocks as unknown as Block[];

/** Everything in a view that has a value or can be pressed. */
export const elementsOf = (view: View): Placed[] =>
  blocksOf(view).flatMap((block) =>
    [...(block.type === 'actions' ? (block.elements ?? []) : []), block.accessory, block.element]
      .filter((element): element is BlockElement => element?.action_id !== undefined)
      .map((element) => ({ block, element, key: keyOf(block, element) })),
  );

/** What the server holds of an element. */
export const storedValue = (view: View, block: Block, element: BlockElement): Value => {
  const state = view.state.values[block.block_id ?? '']?.[element.action_id ?? ''];
  return state ? valueOfState(state as State) : null;
};

/** Does the app hear of it when somebody uses what stands in this block? */
export const tellsApp = (block: Block): boolean => block.type !== 'input' || block.dispatch_action === true;

/** What was entered since, in the form of `act/fill`; elements whose action_id stands twice have to go one by one. */
export const enteredIn = (view: View, entered: ReadonlyMap<string, Value>) => {
  const touched = elementsOf(view).filter(({ key }) => entered.has(key));
  const ids = elementsOf(view).map(({ element }) => element.action_id);
  const isTwice = ({ element }: Placed) => ids.filter((id) => id === element.action_id).length > 1;
  const together = touched.filter((placed) => !isTwice(placed));
  const valueNow = ({ element, key }: Placed) => formValue(element, entered.get(key) ?? null);
  return {
    values: Object.fromEntries(together.map((placed) => [placed.element.action_id ?? '', valueNow(placed)])),
    single: touched.filter((placed) => isTwice(placed) && !tellsApp(placed.block)),
  };
};
