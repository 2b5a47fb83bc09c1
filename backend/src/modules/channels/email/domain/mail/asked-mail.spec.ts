import type { FeedbackRequest } from '@parley/contracts';
import { expect, it } from 'vitest';
import { APPROVAL, answered, cardOf } from '../../../../../../test/channels/sample-cards.js';
import { askedMail, linesOfAsked } from './asked-mail.js';
import { linesOf } from './lines-of.js';

const AT = 'https://parley.example';
const NOW = '2026-11-21T10:00:00.000Z';

it('knows the lines of a question that has ended since, whatever token its buttons had', () => {
  const { requestId: id, sessionId, agent, status, question, bindingHash, response, reason } = answered(APPROVAL);
  const request: FeedbackRequest = {
    ...{ id, sessionId, agent, status, question, bindingHash, response, reason, runId: id, assigneeId: id },
    ...{ createdAt: NOW, expiresAt: null, snoozedUntil: null, delegation: null, settledAt: NOW },
  };
  const sent = linesOf(askedMail(cardOf(APPROVAL), AT, 'a'.repeat(40)));
  expect(sent).toContain('Approve   Reject');
  expect(linesOfAsked(request, AT)).toEqual(sent);
});
