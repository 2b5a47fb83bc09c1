import { createContext, useContext } from 'react';
import type { Block, BlockElement } from '../lib/block-types';
import type { Value } from '../lib/element-value';

/** What the elements of a message or view live in: their values, and the way to the app. */
export interface Scope {
  value: (block: Block, element: BlockElement) => Value;
  /** Keeps a value; nobody is told. */
  set: (block: Block, element: BlockElement, value: Value) => void;
  /** Keeps a value and tells the app, where Slack would. */
  choose: (block: Block, element: BlockElement, value: Value) => void;
  /** A text input is left: what was typed stands in the message's state from now on. */
  leave: (block: Block, element: BlockElement) => void;
  /** A button or a menu without a value of its own. */
  press: (block: Block, element: BlockElement, input?: object) => void;
  isBusy: (block: Block, element: BlockElement) => boolean;
  /** Why the app did not hear of the last use. */
  failure: (block: Block, element: BlockElement) => string | undefined;
  /** What is wrong with an input. */
  error: (block: Block) => string | undefined;
  isReadOnly: boolean;
}

const nothing = (): undefined => undefined;

/** Where nobody can act: the preview of what another person sees. */
export const READ_ONLY: Scope = {
  value: () => null,
  ...{ set: nothing, choose: nothing, leave: nothing, press: nothing, failure: nothing, error: nothing },
  isBusy: () => false,
  isReadOnly: true,
};

export const ScopeContext = createContext<Scope>(READ_ONLY);
export const useScope = (): Scope => useContext(ScopeContext);
