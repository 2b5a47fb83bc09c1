import { ArrowUpIcon, SquareIcon, XIcon } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import { MAX_MESSAGE_LENGTH } from '@/config';

const fit = (element: HTMLTextAreaElement | null) => {
  // Browsers without `field-sizing` are grown by hand.
  if (!element || CSS.supports('field-sizing', 'content')) return;
  element.style.height = 'auto';
  element.style.height = `${element.scrollHeight}px`;
};

/** A press on a button leaves the focus in the text: the phone's keyboard stays, and nothing moves under the finger. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

const Chip = ({ label, onDismiss }: { label: string; onDismiss: () => void }) => (
  <div className="flex items-center gap-2 border-b px-3 py-1.5 text-xs">
    <span className="min-w-0 flex-1 truncate">
      <span className="font-medium text-accent-text">Answering:</span> {label}
    </span>
    <button
      type="button"
      aria-label="Write a message instead"
      title="Write a message instead"
      onClick={onDismiss}
      className="grid size-5 touch-target place-items-center rounded text-muted-foreground hover:bg-muted hover:text-foreground"
    >
      <XIcon className="size-3.5" />
    </button>
  </div>
);

/** Where one writes: Enter sends, Shift+Enter is a new line, Stop is there while the agent works. */
export const MessageInput = ({
  text,
  onText,
  onSend,
  answering,
  onDismissAnswering,
  working,
  stopping,
  onStop,
  placeholder,
  hint,
}: {
  text: string;
  onText: (text: string) => void;
  onSend: () => void;
  /** The question this text will answer. */
  answering: string | null;
  onDismissAnswering: () => void;
  working: boolean;
  stopping: boolean;
  onStop: () => void;
  placeholder: string;
  hint: ReactNode;
}) => {
  const input = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again whenever the text changes
  useEffect(() => fit(input.current), [text]);
  const left = MAX_MESSAGE_LENGTH - text.length;
  const sendable = text.trim() !== '' && left >= 0;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && answering) return onDismissAnswering();
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (sendable) onSend();
  };

  return (
    <div className="mx-auto w-full max-w-3xl px-3 pb-3 sm:px-6 sm:pb-4">
      <form
        data-composer-frame
        onSubmit={(event) => {
          event.preventDefault();
          if (sendable) onSend();
        }}
        className="overflow-hidden rounded-xl border border-input bg-card shadow-card focus-within:border-ring focus-within:ring-2 focus-within:ring-ring/25"
      >
        {answering && <Chip label={answering} onDismiss={onDismissAnswering} />}
        <div className="flex items-end gap-1.5 p-1.5">
          <textarea
            ref={input}
            data-composer
            rows={1}
            value={text}
            aria-label={answering ? 'Your answer' : 'Message'}
            placeholder={placeholder}
            onChange={(event) => onText(event.target.value)}
            onKeyDown={onKeyDown}
            className="field-sizing-content max-h-[40vh] min-h-8 flex-1 resize-none bg-transparent px-2 py-1.5 text-body leading-5! outline-none pointer-coarse:min-h-11 pointer-coarse:py-3 max-sm:text-base"
          />
          {working && (
            <Tooltip label="Stop the agent">
              <Button
                size="icon"
                aria-label="Stop the agent"
                disabled={stopping}
                onMouseDown={keepFocus}
                onClick={onStop}
                className="rounded-lg"
              >
                <SquareIcon className="size-3.5 fill-current" />
              </Button>
            </Tooltip>
          )}
          <Button
            type="submit"
            size="icon"
            variant="primary"
            aria-label={answering ? 'Send the answer' : 'Send'}
            disabled={!sendable}
            onMouseDown={keepFocus}
            className="rounded-lg"
          >
            <ArrowUpIcon />
          </Button>
        </div>
      </form>
      {(hint || left < 1_000) && (
        <div className="mt-1.5 flex justify-between gap-3 px-1 text-muted-foreground text-xs">
          <span className="min-w-0">{hint}</span>
          {left < 1_000 && (
            <span className={left < 0 ? 'text-danger-text tabular' : 'tabular'}>
              {left < 0 ? `${(-left).toLocaleString()} too many` : `${left.toLocaleString()} left`}
            </span>
          )}
        </div>
      )}
    </div>
  );
};
