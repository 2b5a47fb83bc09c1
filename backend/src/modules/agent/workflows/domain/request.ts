import { v5 } from 'uuid';
import type { ChatTurn, FeedbackOutcome } from '../../runtime/run-context.js';
import { PROTOCOL_VERSION, subjects } from './wire.js';

const MAX_HISTORY_CHARACTERS = 60_000;
const MAX_PREVIOUS_TEXT = 20_000;
const MAX_REQUEST_BYTES = 512 * 1024;

export interface Asked {
  askId: string;
  question: unknown;
}

/** A leg that ended with a question, and what became of that. */
export interface PreviousLeg extends Asked {
  text: string;
  outcome: FeedbackOutcome;
}

/** What a service is given to work on; the same on every try. */
export interface LegRequest {
  runId: string;
  sessionId: string;
  workflow: string;
  input: string;
  history: readonly ChatTurn[];
  previous: readonly PreviousLeg[];
}

/** What of a run the workflow is: the run itself, or a piece of work that another agent gave it within the run. */
export interface Correlated extends LegRequest {
  correlationId: string;
}

const WITHIN_RUNS = 'd2f0c1a8-7b0e-4f57-9f0a-2c9b6f1e4d35';

/** @param unitKey the leg's unit: the run, the path of the piece of work, and the name of the unit */
export const correlationOf = (runId: string, unitKey: string): string => {
  const work = unitKey.slice(0, unitKey.lastIndexOf('/'));
  return work === runId ? runId : v5(work, WITHIN_RUNS);
};

export interface Resume {
  streamId: string | null;
  nextChunk: number;
}

export const legOf = ({ previous }: LegRequest): number => previous.length + 1;

const isSame = (one: ChatTurn, other: ChatTurn) =>
  one.role === other.role && one.at === other.at && one.text === other.text;

/**
 * What was said besides: neither what the person wants, nor what earlier legs said, for `previous` has that. What the person
 * wrote meanwhile is in it (SES-3).
 */
export const turnsBeside = (
  turns: readonly ChatTurn[],
  wanted: ChatTurn,
  previous: readonly PreviousLeg[],
): ChatTurn[] => {
  const at = turns.findLastIndex((turn) => isSame(turn, wanted));
  const said = new Set(previous.map(({ text }) => text));
  return turns.filter(({ role, text }, index) => index !== at && !(index > at && role === 'agent' && said.has(text)));
};

/** The newest turns that fit, oldest first. */
export const boundedHistory = (turns: readonly ChatTurn[]): ChatTurn[] => {
  let room = MAX_HISTORY_CHARACTERS;
  const from = turns.findLastIndex(({ text }) => {
    room -= text.length;
    return room < 0;
  });
  return turns.slice(from + 1);
};

const answerOf = ({ askId, outcome }: PreviousLeg) =>
  outcome.kind === 'answered'
    ? {
        ...{ ask_id: askId, outcome: outcome.kind, text: outcome.text, value: outcome.value ?? null },
        by: outcome.by?.name ?? null,
      }
    : { ask_id: askId, outcome: outcome.kind, ...('reason' in outcome && { reason: outcome.reason }) };

const previousOf = (leg: PreviousLeg, index: number) => ({
  leg: index + 1,
  text: leg.text.slice(0, MAX_PREVIOUS_TEXT).toWellFormed(),
  ask: { ask_id: leg.askId, question: leg.question },
  answer: answerOf(leg),
});

/** The JSON of an execute request. What is oldest is left out until it fits. */
export const executeRequest = (request: Correlated, resume: Resume, deadline: Date): string => {
  const { correlationId, runId, sessionId, workflow, input } = request;
  const last = request.previous.at(-1);
  let history = boundedHistory(request.history);
  let previous = request.previous.map(previousOf);
  for (;;) {
    const text = JSON.stringify({
      ...{ version: PROTOCOL_VERSION, correlation_id: correlationId, leg: legOf(request), session_id: sessionId },
      ...{ run_id: runId, workflow, input, history, previous, answer: last ? answerOf(last) : null },
      ...{ reply_subject: subjects.response(sessionId), deadline: deadline.toISOString() },
      resume: { stream_id: resume.streamId, next_chunk: resume.nextChunk },
    });
    if (Buffer.byteLength(text) <= MAX_REQUEST_BYTES || history.length + previous.length === 0) return text;
    if (previous.length > 0) previous = previous.slice(1);
    else history = history.slice(1);
  }
};
