import type { StepKind } from '@parley/contracts';
import {
  BookOpenIcon,
  BrainIcon,
  CogIcon,
  ForwardIcon,
  type LucideIcon,
  MessageCircleQuestionMarkIcon,
  MessageSquareIcon,
  WrenchIcon,
} from 'lucide-react';
import { cn } from '@/lib/utils';

const KIND: Record<StepKind, { icon: LucideIcon; words: string }> = {
  STEP: { icon: CogIcon, words: 'Work' },
  THINK: { icon: BrainIcon, words: 'Language model' },
  SAY: { icon: MessageSquareIcon, words: 'Message' },
  ASK: { icon: MessageCircleQuestionMarkIcon, words: 'Question' },
  HISTORY: { icon: BookOpenIcon, words: 'Conversation' },
  TOOL: { icon: WrenchIcon, words: 'Tool' },
  DELEGATE: { icon: ForwardIcon, words: 'Another agent' },
};

export const kindWords = (kind: StepKind) => KIND[kind].words;

export const KindIcon = ({ kind, className }: { kind: StepKind; className?: string }) => {
  const { icon: Icon, words } = KIND[kind];
  return (
    <span title={words} className={cn('shrink-0 text-muted-foreground', className)}>
      <Icon className="size-3.5" aria-hidden="true" />
      <span className="sr-only">{words}: </span>
    </span>
  );
};
