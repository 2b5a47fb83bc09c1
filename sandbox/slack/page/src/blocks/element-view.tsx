import { cx, Warning } from '#kit/page';
import type { Block, BlockElement } from '../lib/block-types';
import { ButtonElement } from './button-element';
import { ChoicesElement } from './choices-element';
import { MomentElement } from './moment-element';
import { MultiSelectElement } from './multi-select-element';
import { type ElementProps, type Naming, namingBeside } from './naming';
import { OverflowElement } from './overflow-element';
import { useScope } from './scope';
import { SelectElement } from './select-element';
import { TextInputElement } from './text-input-element';

const NOT_DRAWN: Readonly<Record<string, string>> = {
  external_select: 'A menu whose options the app gives while one types: this local Slack cannot ask for them.',
  multi_external_select: 'A menu whose options the app gives while one types: this local Slack cannot ask for them.',
  file_input: 'Files cannot be added in this local Slack.',
};

function Control(props: ElementProps) {
  const { type } = props.element;
  if (NOT_DRAWN[type]) return <p className="text-ui text-quiet">{NOT_DRAWN[type]}</p>;
  if (type === 'button' || type === 'workflow_button') return <ButtonElement {...props} />;
  if (type === 'overflow') return <OverflowElement {...props} />;
  if (type === 'radio_buttons' || type === 'checkboxes') return <ChoicesElement {...props} />;
  if (type === 'datepicker' || type === 'timepicker' || type === 'datetimepicker') return <MomentElement {...props} />;
  if (type.startsWith('multi_')) return <MultiSelectElement {...props} />;
  if (type.endsWith('_select')) return <SelectElement {...props} />;
  if (type.endsWith('_input')) return <TextInputElement {...props} />;
  return <p className="text-ui text-quiet">An element of type “{type}”, which is not drawn here.</p>;
}

interface Props {
  block: Block;
  element: BlockElement;
  /** Given by a form's label. */
  naming?: Naming;
  /** The text beside it. */
  name?: string;
}

/** One element, and Slack's triangle when the app did not take its last use. */
export function ElementView({ block, element, naming, name }: Props) {
  const failure = useScope().failure(block, element);
  return (
    <div className={cx('flex max-w-full min-w-0 flex-col gap-1', block.type !== 'input' && 'items-start')}>
      <Control block={block} element={element} naming={naming ?? namingBeside(element, name)} />
      {failure && <Warning>{failure}</Warning>}
    </div>
  );
}
