import { useState } from 'react';
import { act, wordsOf } from '#kit/page';
import type { Scope } from '../blocks/scope';
import { type Outcome, useCalls } from '../blocks/use-calls';
import type { View } from '../data/types';
import { useWorld } from '../data/world';
import { type Block, type BlockElement, keyOf } from '../lib/block-types';
import { clickInput, type Value } from '../lib/element-value';
import { enteredIn, storedValue, tellsApp } from './view-elements';

type SubmitOutcome =
  | { kind: 'closed' }
  | { kind: 'errors'; errors: Record<string, string> }
  | { kind: 'updated' }
  | { kind: 'failed'; error: string };

export interface ViewForm {
  scope: Scope;
  submit: () => Promise<void>;
  isSubmitting: boolean;
  problem: string | undefined;
}

/** A view as it is being filled in: what is entered stays here until it is sent or the app is told of something. */
export const useViewForm = (view: View): ViewForm => {
  const { me, app, reload } = useWorld();
  const [entered, setEntered] = useState<ReadonlyMap<string, Value>>(new Map());
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [problem, setProblem] = useState<string>();
  const [isSubmitting, setSubmitting] = useState(false);
  const calls = useCalls(app.name);
  const viewId = view.id;

  const click = (block: Block, element: BlockElement, input: object) =>
    act<Outcome>('click-in-view', me.id, { viewId, actionId: element.action_id, blockId: block.block_id, ...input });

  const bringOver = async (now: ReadonlyMap<string, Value>) => {
    const { values, single } = enteredIn(view, now);
    for (const { block, element, key } of single)
      await click(block, element, clickInput(element, now.get(key) ?? null));
    return values;
  };

  const press = (block: Block, element: BlockElement, input: object = {}, now = entered) =>
    calls.run(keyOf(block, element), async () => {
      await act('fill', me.id, { viewId, values: await bringOver(now) });
      return click(block, element, input);
    });

  const set = (block: Block, element: BlockElement, value: Value): ReadonlyMap<string, Value> => {
    const now = new Map(entered).set(keyOf(block, element), value);
    setEntered(now);
    setErrors(({ [block.block_id ?? '']: _, ...others }) => others);
    return now;
  };

  const submit = async (): Promise<void> => {
    setSubmitting(true);
    setProblem(undefined);
    try {
      const outcome = await act<SubmitOutcome>('submit', me.id, { viewId, values: await bringOver(entered) });
      setErrors(outcome.kind === 'errors' ? outcome.errors : {});
      if (outcome.kind === 'failed') setProblem(outcome.error);
      reload();
    } catch (error) {
      setProblem(wordsOf(error));
    }
    setSubmitting(false);
  };

  const scope: Scope = {
    value: (block, element) => {
      const own = entered.get(keyOf(block, element));
      return own === undefined ? storedValue(view, block, element) : own;
    },
    set,
    choose: (block, element, value) => {
      const now = set(block, element, value);
      if (tellsApp(block)) press(block, element, clickInput(element, value), now);
    },
    leave: () => undefined,
    press: (block, element, input) => press(block, element, input),
    isBusy: (block, element) => calls.isBusy(keyOf(block, element)),
    failure: (block, element) => calls.failure(keyOf(block, element)),
    error: (block) => errors[block.block_id ?? ''],
    isReadOnly: false,
  };
  return { scope, submit, isSubmitting, problem };
};
