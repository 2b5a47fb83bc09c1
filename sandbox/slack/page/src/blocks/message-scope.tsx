import { type ReactNode, useState } from 'react';
import { act } from '#kit/page';
import type { AnyMessage } from '../data/types';
import { useWorld } from '../data/world';
import { type Block, type BlockElement, keyOf } from '../lib/block-types';
import { clickInput, initialValue, type Value } from '../lib/element-value';
import { type Scope, ScopeContext } from './scope';
import { type Outcome, useCalls } from './use-calls';

interface Props {
  channel: string;
  message: AnyMessage;
  children: ReactNode;
}

/** The elements of a message: each use is sent to the app, as Slack does. */
export function MessageScope({ channel, message: { ts }, children }: Props) {
  const { me, app } = useWorld();
  const [values, setValues] = useState<ReadonlyMap<string, Value>>(new Map());
  const calls = useCalls(app.name);
  const set: Scope['set'] = (block, element, value) =>
    setValues((before) => new Map(before).set(keyOf(block, element), value));
  const send = (block: Block, element: BlockElement, input: object) => {
    const which = { channel, ts, actionId: element.action_id, blockId: block.block_id };
    calls.run(keyOf(block, element), () => act<Outcome>('click', me.id, { ...which, ...input }));
  };
  const scope: Scope = {
    value: (block, element) => {
      const chosen = values.get(keyOf(block, element));
      return chosen === undefined ? initialValue(element) : chosen;
    },
    set,
    choose: (block, element, value) => {
      set(block, element, value);
      send(block, element, clickInput(element, value));
    },
    // An input that the app does not want to hear of: the server only keeps what stands in it.
    leave: (block, element) => {
      const typed = values.get(keyOf(block, element));
      if (typed !== undefined && !block.dispatch_action) send(block, element, clickInput(element, typed));
    },
    press: (block, element, input = {}) => send(block, element, input),
    isBusy: (block, element) => calls.isBusy(keyOf(block, element)),
    failure: (block, element) => calls.failure(keyOf(block, element)),
    error: () => undefined,
    isReadOnly: false,
  };
  return <ScopeContext value={scope}>{children}</ScopeContext>;
}
