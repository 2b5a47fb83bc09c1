import type { Agent, FeedbackType } from '@parley/contracts';
import {
  CircleCheckIcon,
  CircleDotIcon,
  InfoIcon,
  ListChecksIcon,
  type LucideIcon,
  MessageCircleQuestionMarkIcon,
  SquarePenIcon,
  TextIcon,
} from 'lucide-react';

const SHOWS: Record<FeedbackType, { icon: LucideIcon; words: string }> = {
  TEXT: { icon: MessageCircleQuestionMarkIcon, words: 'asks you an open question' },
  CHOICE: { icon: CircleDotIcon, words: 'lets you choose' },
  MULTI_CHOICE: { icon: ListChecksIcon, words: 'lets you choose several' },
  APPROVAL: { icon: CircleCheckIcon, words: 'waits for your approval' },
  FORM: { icon: SquarePenIcon, words: 'gives you a short form' },
  NOTICE: { icon: InfoIcon, words: 'tells you something' },
};

/** What can be said to an agent, and what it will do then. A click says it. */
export const SamplePrompts = ({ agent, onPick }: { agent: Agent; onPick: (prompt: string) => void }) => (
  <ul className="grid gap-2 sm:grid-cols-2" aria-label="Things to try">
    {agent.samplePrompts.map((sample) => {
      const shows = sample.shows ? SHOWS[sample.shows] : { icon: TextIcon, words: 'answers' };
      const Icon = shows.icon;
      return (
        <li key={sample.title}>
          <button
            type="button"
            onClick={() => onPick(sample.prompt)}
            className="group flex h-full w-full gap-3 rounded-lg border bg-card p-3 text-left shadow-card transition-colors hover:border-ring/60"
          >
            <Icon className="mt-0.5 size-4 shrink-0 text-muted-foreground group-hover:text-accent-text" />
            <span className="grid min-w-0 content-start gap-0.5">
              <span className="font-medium text-ui">{sample.title}</span>
              <span className="line-clamp-2 text-muted-foreground text-xs">{sample.prompt}</span>
              <span className="sr-only">The agent {shows.words}.</span>
            </span>
          </button>
        </li>
      );
    })}
  </ul>
);
