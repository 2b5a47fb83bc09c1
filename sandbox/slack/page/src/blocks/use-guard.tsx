import { useConfirm } from '#kit/page';
import type { BlockElement } from '../lib/block-types';
import { TextLine, TextView } from './text-view';

/** Asks first, where the app wants that. */
export const useGuard = ({ confirm }: BlockElement): ((then: () => void) => void) => {
  const ask = useConfirm();
  return (then) => {
    if (!confirm) return then();
    const question = {
      title: <TextLine text={confirm.title} />,
      text: <TextView text={confirm.text} />,
      yes: confirm.confirm.text,
      no: confirm.deny.text,
      danger: confirm.style === 'danger',
    };
    void ask(question).then((yes) => yes && then());
  };
};
