import { Textarea } from '@/components/ui/textarea';

const NOTE = {
  comment: { label: 'Comment', placeholder: 'A comment for the agent…' },
  reject: { label: 'Why not', placeholder: 'What should be different? The agent reads this (optional).' },
};

/** Words beside a yes or a no. */
export const ApprovalNote = ({
  mode,
  comment,
  onComment,
  onSend,
}: {
  mode: keyof typeof NOTE;
  comment: string;
  onComment: (text: string) => void;
  onSend: () => void;
}) => (
  <Textarea
    autoFocus
    aria-label={NOTE[mode].label}
    placeholder={NOTE[mode].placeholder}
    value={comment}
    maxLength={10_000}
    onChange={(event) => onComment(event.target.value)}
    onKeyDown={(event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
      event.preventDefault();
      onSend();
    }}
  />
);
