import type { AnswerLink } from '@parley/contracts';
import type { Link } from './answer-links.js';

type State<S extends AnswerLink['state']> = Extract<AnswerLink, { state: S }>;

/** Is it the decision of who pressed the button? A mail that was forwarded hands its buttons over (T8). */
export const isTheirs = ({ request, person }: Link): boolean => request.assigneeId === person.id;

/** Why no button answers this; null where one does. */
export const notByButton = ({ request, controls, whole }: Link): State<'ELSEWHERE'>['why'] | null => {
  const { question } = request;
  if (question.sensitive) return 'SENSITIVE';
  if (controls.length === 0) return 'MORE_THAN_A_PRESS';
  return question.type === 'APPROVAL' && !whole ? 'NOT_WHOLE' : null;
};

/**
 * What a press takes beside the link. The link alone is no proof of who presses: it may choose and confirm, but what an
 * approval lets happen is for the signed-in person to let happen.
 * @param caller who is signed in, if anybody is
 */
export const needsOf = ({ request, person }: Link, caller: string | null): State<'OPEN'>['needs'] => {
  if (caller !== null) return caller === person.id ? 'NOTHING' : 'OTHER_PERSON';
  return request.question.type === 'APPROVAL' ? 'SIGN_IN' : 'NOTHING';
};

/** @param proven the words of an answer may be told: to whom they were asked of, and to who has just given them */
export const linkView = (
  link: Link,
  caller: string | null,
  proven = caller === link.request.assigneeId,
): AnswerLink => {
  const { request, person, controls } = link;
  const { question, sessionId, agent, expiresAt } = request;
  const about = { sessionId, agent, person: person.name, asked: question.sensitive ? null : question.question };
  if (request.status !== 'PENDING') return { ...about, ...ended(link, proven) };
  if (!isTheirs(link)) return { state: 'HANDED_ON', ...about, to: request.delegation?.to.name ?? null };
  const why = notByButton(link);
  if (why) return { state: 'ELSEWHERE', ...about, why };
  return { state: 'OPEN', ...about, question, expiresAt, controls, needs: needsOf(link, caller) };
};

const ended = (
  { request }: Link,
  proven: boolean,
): Omit<State<'ENDED'>, 'sessionId' | 'agent' | 'person' | 'asked'> => {
  const { status, settledAt, response } = request;
  return {
    state: 'ENDED',
    status: status as State<'ENDED'>['status'],
    settledAt,
    response: response && {
      by: response.by.name,
      channel: response.channel,
      at: response.at,
      text: proven ? response.text : null,
    },
  };
};
