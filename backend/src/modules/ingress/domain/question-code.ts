import type { FeedbackRequest } from '@parley/contracts';
import { inZone } from '../../channels/domain/time-zone.js';

/** Short name of a question, for answers by text: the end of its id, whose beginning is only the time. */
export const codeOf = (requestId: string): string => requestId.slice(-4).toLowerCase();

/** "#3f2a yes" → the code and the answer. Null: it begins with no code. */
export const splitCode = (text: string): { code: string; rest: string } | null => {
  const [, code, rest] = /^\s*#([0-9a-f]{4})[\s:,.-]+(\S[\s\S]*)$/i.exec(text) ?? [];
  return code && rest ? { code: code.toLowerCase(), rest } : null;
};

const MAX_LINE = 120;
const oneLine = ({ question }: FeedbackRequest) => {
  if (question.sensitive) return 'A sensitive question';
  const line = question.question.replace(/\s+/g, ' ');
  return line.length > MAX_LINE ? `${line.slice(0, MAX_LINE - 1)}…` : line;
};

/** What somebody gets whose words fit several questions: all of them, each with how to answer it (FB-13). */
export const questionList = (open: readonly FeedbackRequest[]): string => {
  const lines = open.map(
    (request) =>
      `#${codeOf(request.id)}  ${oneLine(request)} (${request.agent}, ${inZone(request.createdAt, 'UTC')} UTC)`,
  );
  const example = `#${codeOf((open[0] as FeedbackRequest).id)} your answer`;
  return `Several questions wait for you. Which one do you mean? Begin your answer with its code, such as "${example}".\n\n${lines.join('\n')}`;
};
