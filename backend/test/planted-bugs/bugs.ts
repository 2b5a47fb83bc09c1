import type { PlantedBug } from './bug.js';

const inModule = (file: string) => `backend/src/modules/${file}`;
const feedback = (file: string) => `backend/src/modules/feedback/${file}`;
const int = (file: string, name: string) =>
  ({ project: 'int', file: `backend/test/${file}.int.spec.ts`, name }) as const;
const unit = (file: string, name: string) => ({ project: 'unit', file: `backend/src/${file}.spec.ts`, name }) as const;

/** Numbers are those of the list in reliability.md §4.6; without one: a mistake of this product's own kind. */
export const bugs: PlantedBug[] = [
  {
    name: 'enqueue-before-commit',
    of: '(1) the wake-up is sent before the commit: who is woken finds nothing',
    file: feedback('ask-person.use-case.ts'),
    find: `    failpoint('ask.before-commit');\n`,
    replace: `    if (delivery.attempt) this.dispatcher.enqueue('deliver', { attemptId: delivery.attempt.id });
    await new Promise((resolve) => setTimeout(resolve, 200));\n`,
    also: {
      find: `    if (delivery.attempt && !delivery.attempt.web)
      this.dispatcher.enqueue('deliver', { attemptId: delivery.attempt.id });\n`,
      replace: '',
    },
    test: int(
      'delivery/queue-wiped',
      'a queue that works > brings a question without any sweep: it is handed over after the commit, never before',
    ),
  },
  {
    name: 'settle-unconditional',
    of: '(2) find, then update: the settling statement does not ask whether the question is still open',
    file: feedback('settle.repository.ts'),
    find: ` AND f.session_id = lock.id AND f.status = 'PENDING'`,
    replace: ` AND f.session_id = lock.id`,
    test: int(
      'crash-sweep/two-workers',
      'fifty answers at once, over two processes: one wins, the others are told who was first',
    ),
  },
  {
    name: 'cursor-past-gap',
    of: '(5) the cursor moves on before what lies between has been read',
    file: 'backend/src/modules/realtime/subscription.ts',
    find: `if (this.filling || event.seq > this.cursor + 1) {`,
    replace: `if (this.filling) {`,
    test: int('product/resume', 'a subscription > does not believe in a place that the log has not reached'),
  },
  {
    name: 'no-sweep-of-due-attempts',
    of: '(6, 16) no sweeper: when an attempt is due, only the queue knows',
    file: feedback('delivery/deliver-attempt.use-case.ts'),
    find: `      for (const attemptId of due) this.dispatcher.enqueue('deliver', { attemptId });\n`,
    replace: '',
    test: int(
      'delivery/queue-wiped',
      'a queue that forgets everything > between plan and delivery loses no question: the sweeper finds it when it is due (F14)',
    ),
  },
  {
    name: 'no-fence',
    of: '(7) writes of a run do not name the version of its lease',
    file: 'backend/src/modules/agent-state/session-lock.ts',
    find: 'r.lease_version = ',
    replace: '0 <= ',
    test: int('crash-sweep/two-workers', 'F10: what a worker writes that slept past its lease changes nothing'),
  },
  {
    name: 'works-past-the-lease',
    of: 'a worker that slept past its lease works before it asks whether the run is still its own',
    file: inModule('agent/runtime/activation.ts'),
    find: '!this.asked && performance.now() < this.lease.sureUntil',
    replace: '!this.asked && this.lease.sureUntil > 0',
    test: int(
      'product/quick-steps',
      'who may not hold the run any more > asks before it works, once its lease may have run out',
    ),
  },
  {
    name: 'retry-without-retry-after',
    of: '(9) a retry does not wait for as long as the provider wants',
    file: feedback('domain/ladder/next-rung.ts'),
    find: `Math.max(earliest, last.retryAt ?? 0, climb.now)`,
    replace: `Math.max(earliest, climb.now)`,
    test: unit('modules/feedback/domain/ladder/next-rung', 'a provider that wants a pause > gets it'),
  },
  {
    name: 'auto-reply-answers',
    of: '(12) an out-of-office mail counts as an answer',
    file: 'backend/src/modules/channels/recording/raw-inbound.ts',
    find: `return { ...inbound, kind: 'auto_reply' };`,
    replace: `return { ...inbound, kind: 'text', text: 'Everyone' } as never;`,
    test: int('product/inbound', 'a reply on another channel > in an out-of-office mail moves the question on'),
  },
  {
    name: 'approval-of-anything',
    of: '(13) an approval is not bound to what was shown',
    file: feedback('answer-feedback.use-case.ts'),
    find: `if (input.answer.type === 'APPROVAL' && input.answer.bindingHash !== request.bindingHash)`,
    replace: `if (input.answer.type === 'APPROVAL' && !input.answer.bindingHash)`,
    test: int(
      'product/feedback',
      'the server judges every answer > APPROVAL > approves exactly what was shown, or nothing (FB-11)',
    ),
  },
  {
    name: 'successor-for-each',
    of: '(14) a refresh within the overlap gets a new successor of its own',
    file: 'backend/src/modules/auth/domain/refresh-chain.ts',
    find: `: { kind: 'current', token };`,
    replace: `: { kind: 'rotate', spent: token, successor: functions.successorOf(token) };`,
    test: unit(
      'modules/auth/domain/refresh-chain',
      'rotate > gives the same successor to everyone who comes within the overlap',
    ),
  },
  {
    name: 'fixed-window',
    of: '(15) the limiter counts in fixed windows',
    file: 'backend/src/platform/http/sliding-window-limiter.ts',
    find: `blocking <= now - rule.windowMs)`,
    replace: `blocking < Math.floor(now / rule.windowMs) * rule.windowMs)`,
    test: unit(
      'platform/http/sliding-window-limiter',
      'SlidingWindowLimiter > lets no second burst through around the edge of a fixed window',
    ),
  },
  {
    name: 'list-of-everybody',
    of: '(17) one route does not ask whose things it shows',
    file: feedback('feedback.repository.ts'),
    find: `WHERE f.assignee_id = $1 AND`,
    replace: `WHERE $1::uuid IS NOT NULL AND`,
    test: int('product/access', 'every route > shows a list of nothing to a stranger'),
  },
  {
    name: 'deadline-by-own-clock',
    of: '(18) a deadline is counted by the clock of a process',
    file: feedback('settle.repository.ts'),
    find: `THEN f.expires_at IS NULL OR f.expires_at > now() OR`,
    replace: `THEN f.expires_at IS NULL OR f.expires_at > $5::timestamptz OR`,
    test: int(
      'delivery/skewed-clock',
      'a deadline is counted by the database > and not missed by who answers in time where the clock of a process is ahead',
    ),
  },
  {
    name: 'send-again-blindly',
    of: 'an unknown outcome is sent again without a look',
    file: feedback('delivery/deliver-attempt.use-case.ts'),
    find: `attempt.status === 'UNKNOWN' ? await this.lookUp(attempt) : await this.send(attempt, lease)`,
    replace: `await this.send(attempt, lease)`,
    test: int('delivery/unknown-outcome', 'a send whose reply was lost > is looked up and found: exactly one post'),
  },
  {
    name: 'unknown-is-lost',
    of: 'an unknown outcome that cannot be looked up is taken for not sent',
    file: feedback('domain/delivery-record.ts'),
    find: `      return unknown(lookup.message, lookups);`,
    replace: `      return record({ status: 'FAILED', errorKind: 'not_sent', error: lookup.message });`,
    test: int(
      'delivery/unknown-outcome',
      'a send whose reply was lost > and that cannot be looked up is never sent there again: the question moves on',
    ),
  },
  {
    name: 'cards-stay-open',
    of: 'cards outside stay actionable after the end',
    file: feedback('settle.repository.ts'),
    find: `FROM settled WHERE sent_outside`,
    replace: `FROM settled WHERE false`,
    test: int('delivery/ladder', 'a question > goes on after silence, and its cards are rewritten when it is answered'),
  },
  {
    name: 'switch-drops-question',
    of: 'a switch of the channel takes the open question back and does not ask it again',
    file: feedback('switch-channel.use-case.ts'),
    find: `const plan = await this.planner.restart(tx, requestId, 'switched');`,
    replace: `const plan: Moved = { events: await this.attempts.skipPending(tx, requestId), due: [] };`,
    test: int('delivery/ladder', 'a question > moves when the session is switched, and leaves a pointer'),
  },
  {
    name: 'answer-of-former-assignee',
    of: 'the settling statement does not ask whose question it is now',
    file: feedback('settle.repository.ts'),
    find: `($11::uuid IS NULL OR f.assignee_id = $11)`,
    replace: `($11::uuid IS NULL OR f.assignee_id IS NOT NULL)`,
    test: int(
      'product/request-life',
      'a question that is handed on > takes no answer of who had it, not even one that was on its way',
    ),
  },
  {
    name: 'mail-cursor-past-unstored',
    of: 'the cursor of a mailbox moves on before a mail is stored',
    file: inModule('ingress/email/domain/history.ts'),
    find: `stop === undefined || BigInt(historyId) < BigInt(stop)`,
    replace: `stop === undefined || BigInt(historyId) <= BigInt(stop)`,
    test: unit(
      'modules/ingress/email/domain/history',
      'the cursor of a mailbox > stops before the first mail that is not stored, and before what happened together with it',
    ),
  },
  {
    name: 'mail-without-job',
    of: 'a mail is stored, and the job that reads it is not written with it',
    file: inModule('ingress/email/sync/inbound-mail.repository.ts'),
    find: "'trace', $9::text) FROM stored",
    replace: "'trace', $9::text) FROM stored WHERE false",
    test: int(
      'email/sync',
      'what arrives in the mailbox > is stored byte by byte, once, with a job to read it, and what we send is not',
    ),
  },
  {
    name: 'end-said-without-look',
    of: 'the closing mail of a question is sent without a look whether its thread has it',
    file: inModule('channels/email/close-in-thread.ts'),
    find: `mails.value.find(({ key }) => key === sending.key)`,
    replace: `mails.value.find(() => false)`,
    test: {
      project: 'unit',
      file: 'backend/test/channels/email-contract.spec.ts',
      name: 'channel adapter EMAIL > says in the thread what became of a card that stays as it is, once, however often and at once it is told',
    },
  },
  {
    name: 'approval-of-elsewhere',
    of: 'a tool runs by an approval that was given in another conversation',
    file: inModule('agent/tools/tool-call.repository.ts'),
    find: `ON f.session_id = fence.session_id AND f.id`,
    replace: `ON f.id`,
    test: int(
      'tools/approvals',
      'a grant (FB-11, T26, I14) > lets nothing run in another conversation, in a later run of its own, or after a no',
    ),
  },
];
