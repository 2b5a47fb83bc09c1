import type { ToolCall as Call } from '@parley/contracts';
import { TriangleAlertIcon, WrenchIcon } from 'lucide-react';
import { VisibleText } from '@/components/visible-text';
import { cn } from '@/lib/utils';
import { type Arguments, type ComparedArgument, compareArguments, showValue } from './tool-arguments';

const Argument = ({ name, value, change }: ComparedArgument) => {
  const gone = change === 'removed';
  return (
    <tr className={cn('border-b align-top last:border-0', change && (gone ? 'bg-danger-soft' : 'bg-accent-soft'))}>
      <th scope="row" className="break-words py-1.5 pr-2 pl-3 font-normal text-muted-foreground text-ui">
        <span className={cn(gone && 'line-through')}>
          <VisibleText text={name} />
        </span>
        {change && (
          <span className={cn('ml-1.5 text-xs', gone ? 'text-danger-text' : 'text-accent-text')}> {change}</span>
        )}
      </th>
      <td className="whitespace-pre-wrap break-words py-1.5 pr-3 font-mono text-[0.8125rem]">
        {gone ? (
          <del className="text-muted-foreground">
            <VisibleText text={showValue(value)} />
          </del>
        ) : (
          <VisibleText text={showValue(value)} />
        )}
      </td>
    </tr>
  );
};

/** Exactly what will run, from data and never from the model's words. Invisible characters are made visible. */
export const ToolCall = ({ action, edited }: { action: Call; edited: Arguments | null }) => {
  const before = action.arguments as Arguments;
  const shown = compareArguments(before, edited ?? before);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form; several cards on a page have one of these.
    <div role="group" aria-label="What will run" className="overflow-hidden rounded-lg border bg-code">
      <header className="flex flex-wrap items-center gap-x-2 gap-y-0.5 border-b px-3 py-2">
        <WrenchIcon className="size-3.5 text-muted-foreground" aria-hidden="true" />
        <code className="break-all font-medium font-mono text-[0.8125rem]">
          <VisibleText text={action.tool} />
        </code>
        {action.target && (
          <span className="break-all text-muted-foreground text-ui">
            on{' '}
            <span className="text-foreground">
              <VisibleText text={action.target} />
            </span>
          </span>
        )}
        {action.destructive && (
          <span className="ml-auto inline-flex items-center gap-1 font-medium text-danger-text text-xs">
            <TriangleAlertIcon className="size-3.5" aria-hidden="true" /> Cannot be undone
          </span>
        )}
      </header>
      {shown.length === 0 ? (
        <p className="px-3 py-2 text-muted-foreground text-xs">No arguments</p>
      ) : (
        <table aria-label="Arguments" className="w-full table-fixed text-left">
          <colgroup>
            <col className="w-36" />
            <col />
          </colgroup>
          <tbody>
            {shown.map((argument) => (
              <Argument key={argument.name} {...argument} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
};
