import {
  type ApprovalDecision,
  approvalDecisions,
  type ChannelType,
  checkAnswer,
  type FeedbackQuestion,
  type FeedbackResponse,
  type FormProperty,
  formFields,
  type ToolCall,
} from '@parley/contracts';
import { assertNever } from '../../../kernel/index.js';
import type { FeedbackCard } from './feedback-card.js';
import { oneLine, visibleData, visibleWords } from './visible-text.js';

const LINE = 500;

/** As people call a channel in a sentence. */
export const CHANNEL_NAMES: Readonly<Record<ChannelType, string>> = {
  WEB: 'the web app',
  EMAIL: 'email',
  SLACK: 'Slack',
};

/** The same as an adverb: where an answer was given, where a question goes on. */
export const ON_CHANNEL: Readonly<Record<ChannelType, string>> = {
  WEB: 'in the web app',
  EMAIL: 'by email',
  SLACK: 'in Slack',
};

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
/** A card goes to whatever time zone, so it names the one it speaks of. */
export const inUtc = (iso: string): string => `${utc.format(new Date(iso))} UTC`;

/** `change-request` → `Change request`. */
export const agentName = (name: string): string => {
  const words = oneLine(name.replaceAll('-', ' '), 100);
  return capitalised(words);
};

/** With a capital letter at its beginning. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Who speaks, and how urgently. */
export const headline = (card: FeedbackCard): string => {
  const verb = card.question.type === 'NOTICE' ? 'tells you' : 'asks';
  const mark = card.reminder ? 'Reminder: ' : card.question.urgency === 'HIGH' ? 'Urgent: ' : '';
  return `${mark}${agentName(card.agent)} ${verb}:`;
};

/** Who spoke, once it is over. */
export const closedHeadline = ({ agent, question }: FeedbackCard): string =>
  `${agentName(agent)} ${question.type === 'NOTICE' ? 'told you' : 'asked'}:`;

/** What stays where a question went on from. */
export const pointer = ({ movedTo }: FeedbackCard): string | null =>
  movedTo && `This question goes on ${ON_CHANNEL[movedTo]}. An answer from here still counts.`;

/** Who decides it now, where it was handed on; else what became of it; null while it stands open. */
export const conclusion = (card: FeedbackCard): string | null =>
  card.handedTo ? `${oneLine(card.handedTo, 100)} decides this now.` : ending(card);

/** A sensitive question shows nothing of itself: this instead. */
export const notShown = (card: FeedbackCard): string =>
  `${agentName(card.agent)} has a ${card.question.type === 'NOTICE' ? 'notice' : 'question'} for you`;

/** Which call an approval lets run, from the bound data (FB-11). */
export const toolLine = ({ tool, target }: ToolCall): string =>
  `Tool: ${visibleData(tool)}${target ? ` on ${visibleData(target)}` : ''}`;
export const NO_UNDO = 'It cannot be undone.';
export const PARTLY_SHOWN = 'It is too long to be shown here in whole, so it cannot be decided here.';

/** On its buttons, and in the list that a reply numbers. */
export const DECISION_LABELS: Readonly<Record<ApprovalDecision, string>> = {
  approve: 'Approve',
  reject: 'Reject',
  revise: 'Request changes',
};

type Approval = Extract<FeedbackQuestion, { type: 'APPROVAL' }>;

/** Nothing runs by saying what should be different: that is told also where not all of it can be seen. */
export const howToReplyToPart = ({ revisable }: Approval): string | null =>
  revisable ? 'Reply in your own words if something should be different: a new proposal then follows.' : null;

const howToDecide = ({ revisable }: Approval): string => {
  const yesOrNo = 'Reply with 1 to approve or 2 to reject, and nothing else, or with "reject: your reason".';
  return revisable ? `${yesOrNo} Any other words say what should be different, and a new proposal follows.` : yesOrNo;
};

const numbered = (lines: readonly string[]): string => lines.map((line, at) => `${at + 1}. ${line}`).join('\n');

const fieldKind = (property: FormProperty): string => {
  const choices =
    property.type === 'array' ? property.items.enum : property.type === 'string' ? property.enum : undefined;
  if (choices) return `${property.type === 'array' ? 'some' : 'one'} of ${choices.join(', ')}`;
  switch (property.type) {
    case 'string':
      return property.format === 'date'
        ? 'a date such as 2026-08-01'
        : property.format === 'email'
          ? 'a mail address'
          : 'text';
    case 'number':
    case 'integer':
      return property.type === 'integer' ? 'a whole number' : 'a number';
    case 'boolean':
      return 'yes or no';
    case 'array':
      return 'a list, with commas between';
    default:
      return assertNever(property);
  }
};

const fieldLine = (name: string, property: FormProperty, required: boolean): string => {
  const about = [property.title, property.description].filter(Boolean).join(', ');
  return oneLine(
    `${name}: ${about ? `${about} (${fieldKind(property)})` : fieldKind(property)}${required ? '' : ', optional'}`,
    LINE,
  );
};

type Choice = Extract<FeedbackQuestion, { type: 'CHOICE' | 'MULTI_CHOICE' }>;

/** Each on a line of its own, so that no label can pose as another option. */
const optionsOf = ({ options }: Choice): string =>
  numbered(options.map(({ label, description }) => oneLine(description ? `${label}: ${description}` : label, LINE)));

const otherWords = ({ allowOther }: Choice): string =>
  allowOther ? ' For something else write "other:" and your own words.' : '';

/** What there is to choose from or to fill in, a line for each; null where there is nothing of the kind. */
export const whatToAnswer = (question: FeedbackQuestion): string | null => {
  switch (question.type) {
    case 'CHOICE':
    case 'MULTI_CHOICE':
      return optionsOf(question);
    case 'APPROVAL':
      return numbered(approvalDecisions(question).map((decision) => DECISION_LABELS[decision]));
    case 'FORM': {
      const { schema } = question;
      return formFields(schema)
        .map(([name, field]) => fieldLine(name, field, schema.required.includes(name)))
        .join('\n');
    }
    case 'TEXT':
    case 'NOTICE':
      return null;
    default:
      return assertNever(question);
  }
};

/** How to answer by a reply, in the words that the answer grammar takes (feedback/domain/answer-grammar). */
export const howToReply = (question: FeedbackQuestion): string | null => {
  switch (question.type) {
    case 'TEXT':
      return 'Reply with your answer.';
    case 'CHOICE':
      return `Reply with a number or its words.${otherWords(question)}`;
    case 'MULTI_CHOICE': {
      const none = question.minChoices === 0 ? ', or with "none"' : '';
      return `Reply with the numbers of all that fit, such as 1, 2${none}.${otherWords(question)}`;
    }
    case 'APPROVAL':
      return howToDecide(question);
    case 'FORM':
      return 'Reply with one line for each, beginning with its name and a colon.';
    case 'NOTICE':
      return null;
    default:
      return assertNever(question);
  }
};

/** Both together; null where there is nothing to say. */
export const howToAnswer = (question: FeedbackQuestion): string | null =>
  [whatToAnswer(question), howToReply(question)].filter((part) => part !== null).join('\n\n') || null;

/** What happens at the deadline. */
export const atDeadline = (question: FeedbackQuestion): string => {
  switch (question.onExpiry) {
    case 'PARK':
      return 'After that it keeps waiting quietly.';
    case 'FAIL':
      return 'After that it goes on without an answer.';
    case 'DEFAULT': {
      const taken = 'default' in question && question.default ? checkAnswer(question, question.default) : null;
      return taken?.ok ? `After that the answer is: ${oneLine(taken.text, LINE)}` : 'After that its default counts.';
    }
    default:
      return assertNever(question.onExpiry);
  }
};

/** What became of a request that has ended, in one paragraph; null while it stands open. */
export const ending = (card: FeedbackCard): string | null => {
  const why = card.reason ? `: ${visibleWords(card.reason)}` : '.';
  switch (card.status) {
    case 'PENDING':
      return null;
    case 'ANSWERED':
      return answered(card);
    case 'EXPIRED':
      return 'Nobody answered in time, so this question is closed.';
    case 'CANCELLED':
      return `This question was withdrawn${why}`;
    case 'UNDELIVERABLE':
      return `This question could not be delivered and is closed${why}`;
    default:
      return assertNever(card.status);
  }
};

/** Who answered, and where. */
export const answeredBy = ({ by, channel }: FeedbackResponse, { type }: FeedbackQuestion): string =>
  `${type === 'NOTICE' ? 'Seen' : 'Answered'} by ${oneLine(by.name, 100)} ${ON_CHANNEL[channel]}`;

/** The words of an answer, where they may be shown. */
export const answerWords = ({ response, question }: FeedbackCard): string | null =>
  response && !question.sensitive && question.type !== 'NOTICE' ? visibleWords(response.text) : null;

const answered = (card: FeedbackCard): string => {
  const { response, question } = card;
  if (!response) return 'This question is answered.';
  const who = `${answeredBy(response, question)}, ${inUtc(response.at)}`;
  const words = answerWords(card);
  return words === null ? `${who}.` : `${who}:\n${words}`;
};
