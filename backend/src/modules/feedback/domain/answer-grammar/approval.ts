import { type Decision, readDecision } from './decision.js';
import { normalise } from './normalise.js';
import { readNumber } from './position.js';
import { type Reading, read, unclear } from './reading.js';
import { readWish } from './revision.js';

/** As every card numbers them. */
const NUMBERED: readonly Decision[] = ['yes', 'no'];
const NUMBERS = '1 to approve or 2 to reject';
const HINT = `An approval is never guessed. Reply with ${NUMBERS}, and nothing else, or with "reject: your reason".`;
const NO_HASH =
  'This question wants a decision: use its buttons, or resume the thread with approve, reject or feedback.';
const WITH_COMMENT = `An approval takes no further words here. Reply with ${NUMBERS}, and nothing else.`;
const HOW_TO_REVISE = `Reply with ${NUMBERS}, and nothing else, or with "changes:" and what should be different.`;
const REVISABLE_HINT = `I cannot tell whether this is a yes, or what should be different. ${HOW_TO_REVISE}`;
const WISH_MISSING = 'What should be different? Reply with "changes:" and your own words.';
const LONG_REASON = 'The reason is too long: keep it under 10,000 characters.';
const MAX_REASON = 10_000;

const decisionAt = (piece: string): Decision | null => NUMBERED[(readNumber(piece) ?? 0) - 1] ?? null;

/** "1", "#2" or "1 approve", as the card numbers them. A number that contradicts its word decides nothing. */
const readPiece = (piece: string): Decision | null => {
  const gap = piece.indexOf(' ');
  const numbered = /^\d/.test(piece) && gap > 0 ? decisionAt(piece.slice(0, gap)) : null;
  if (!numbered) return decisionAt(piece);
  return readDecision(piece.slice(gap)) === numbered ? numbered : null;
};

interface Reasoned {
  decision: Decision;
  reason: string;
}

/** `reject: reason`. What stands before the colon has to be a whole decision; "2:30" is a time. */
const readReason = (text: string): Reasoned | null => {
  const at = text.search(/[:：]/);
  const reason = text.slice(at + 1).trim();
  if (at <= 0 || !/\p{L}/u.test(reason)) return null;
  const decision = readDecision(text.slice(0, at), readPiece);
  return decision && { decision, reason };
};

/** "no: ok, go ahead" takes itself back. */
const soundsLikeYes = (reason: string): boolean =>
  [...new Set(normalise(reason).split(/[,.!?;\n、。]/))].some((piece) => readDecision(piece, readPiece) === 'yes');

/**
 * Decides by a fixed grammar, never by a model (FB-11). What is not exactly a known yes or no is asked again, or, on an approval
 * that can be revised, is a wish for something else: what approves is the same on both.
 */
export const readApproval = (text: string, bindingHash: string | null, revisable = false): Reading => {
  if (bindingHash === null) return unclear(NO_HASH);
  const decision = readYesOrNo(text, bindingHash);
  return decision.ok || !revisable ? decision : readRevision(text, bindingHash);
};

const readRevision = (text: string, bindingHash: string): Reading => {
  const wish = readWish(text);
  if (wish.kind === 'none') return unclear(REVISABLE_HINT);
  if (wish.kind === 'named only') return unclear(WISH_MISSING);
  if (wish.text.length > MAX_REASON) return unclear(LONG_REASON);
  return read({ type: 'APPROVAL', decision: 'revise', comment: wish.text, bindingHash });
};

const readYesOrNo = (text: string, bindingHash: string): Reading => {
  const decision = readDecision(text, readPiece);
  if (decision) return decided(decision, bindingHash);
  const reasoned = readReason(text);
  if (!reasoned) return unclear(HINT);
  if (reasoned.decision === 'yes') return unclear(WITH_COMMENT);
  if (reasoned.reason.length > MAX_REASON) return unclear(LONG_REASON);
  return soundsLikeYes(reasoned.reason) ? unclear(HINT) : decided('no', bindingHash, reasoned.reason);
};

const decided = (decision: Decision, bindingHash: string, comment?: string): Reading =>
  read({
    type: 'APPROVAL',
    decision: decision === 'yes' ? 'approve' : 'reject',
    ...(comment !== undefined && { comment }),
    bindingHash,
  });
