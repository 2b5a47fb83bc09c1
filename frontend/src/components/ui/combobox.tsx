import { Command } from 'cmdk';
import { CheckIcon, ChevronsUpDownIcon } from 'lucide-react';
import { useState } from 'react';
import { cn } from '@/lib/utils';
import { Button } from './button';
import { Popover, PopoverContent, PopoverTrigger } from './popover';

export interface ComboboxOption {
  value: string;
  label: string;
  /** Quiet words at the end, such as an offset. */
  note?: string;
  group: string;
}

/** Every word typed must stand there: a guess by single letters finds Conakry for `york`. */
const matches = (_value: string, search: string, keywords: string[] = []) => {
  const text = keywords.join(' ').toLowerCase();
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.every((word) => text.includes(word))) return 0;
  return text.startsWith(words[0] ?? '') ? 1 : 0.5;
};

const groupsOf = (options: readonly ComboboxOption[]) => [...Map.groupBy(options, ({ group }) => group)];

/** One of many, found by typing. The button carries the name; give its label's id and the value follows it. */
export const Combobox = ({
  id,
  label,
  value,
  shown,
  options,
  placeholder,
  onChange,
}: {
  id: string;
  label: string;
  value: string;
  /** What stands for the value while the list is closed. */
  shown: string;
  options: readonly ComboboxOption[];
  placeholder: string;
  onChange: (value: string) => void;
}) => {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button id={id} aria-label={`${label}: ${shown}`} className="max-w-full justify-between gap-3 font-normal">
          <span className="truncate">{shown}</span>
          <ChevronsUpDownIcon className="text-muted-foreground" />
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={label} align="start" className="w-80 max-w-[calc(100vw-2rem)] overflow-hidden">
        <Command label={label} defaultValue={value} filter={matches}>
          <Command.Input placeholder={placeholder} className="h-10 w-full border-b bg-transparent px-3 outline-none" />
          <Command.List className="scroll-thin max-h-72 overflow-y-auto p-1">
            <Command.Empty className="px-3 py-5 text-center text-muted-foreground text-ui">
              Nothing found.
            </Command.Empty>
            {groupsOf(options).map(([group, members]) => (
              <Command.Group
                key={group}
                heading={group}
                className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
              >
                {members.map((option) => (
                  <Command.Item
                    key={option.value}
                    value={option.value}
                    keywords={[option.label, option.group, option.note ?? '']}
                    onSelect={() => {
                      onChange(option.value);
                      setOpen(false);
                    }}
                    className="flex min-h-8 cursor-default items-center gap-2 rounded-md px-2 text-ui data-[selected=true]:bg-muted pointer-coarse:min-h-11"
                  >
                    <CheckIcon className={cn('size-3.5', option.value !== value && 'invisible')} />
                    <span className="min-w-0 flex-1 truncate">{option.label}</span>
                    {option.note && <span className="text-muted-foreground text-xs tabular">{option.note}</span>}
                  </Command.Item>
                ))}
              </Command.Group>
            ))}
          </Command.List>
        </Command>
      </PopoverContent>
    </Popover>
  );
};
