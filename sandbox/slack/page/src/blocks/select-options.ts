import { useWorld, type World } from '../data/world';
import { type BlockElement, optionsOf } from '../lib/block-types';

export interface Choice {
  value: string;
  label: string;
}

export interface ChoiceGroup {
  label: string | null;
  choices: Choice[];
}

const people = ({ members }: World): Choice[] =>
  members.filter(({ deleted }) => !deleted).map(({ id, real_name }) => ({ value: id, label: real_name }));

const channels = ({ channels }: World, kinds: readonly string[]): Choice[] =>
  channels
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ id, name }) => ({ value: id, label: name ? `# ${name}` : 'Direct message' }));

/** What can be chosen: the app's options, or the people and channels that Slack itself knows. */
export const useChoices = (element: BlockElement): ChoiceGroup[] => {
  const world = useWorld();
  const { type, option_groups } = element;
  if (type.endsWith('users_select')) return [{ label: null, choices: people(world) }];
  if (type.endsWith('channels_select')) return [{ label: null, choices: channels(world, ['public']) }];
  if (type.endsWith('conversations_select')) {
    return [{ label: null, choices: channels(world, ['public', 'private', 'im']) }];
  }
  const plain = (options: ReturnType<typeof optionsOf>): Choice[] =>
    options.map(({ value, text, description }) => ({
      value,
      label: description ? `${text.text} · ${description.text}` : text.text,
    }));
  if (option_groups) return option_groups.map(({ label, options }) => ({ label: label.text, choices: plain(options) }));
  return [{ label: null, choices: plain(optionsOf(element)) }];
};
