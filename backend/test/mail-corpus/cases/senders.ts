import { border, compose, gmailTrace, passFor, results } from '../compose.js';
import type { Expected, Group, MailCase } from '../mail-case.js';
import { AUTHSERV, OWN_ADDRESS } from '../world.js';

const PASS = passFor('example.com');
const FAIL =
  'dkim=none;\r\n       spf=fail (google.com: no) smtp.mailfrom=x@evil.example;\r\n       dmarc=fail (p=REJECT) header.from=example.com';
const STRANGER =
  'Received: from evil.example (evil.example [203.0.113.9])\r\n        by relay.evil.example with SMTP id 1; Thu, 12 Mar 2026 02:09:00 -0700';

const sender = (group: Group, verdict: Expected['verdict'], name: string, trace: readonly string[]): MailCase => ({
  group,
  name,
  raw: () => compose(name, { text: 'Yes\n', trace }),
  expected: { kind: 'reply', verdict, text: 'Yes' },
});
const said = (group: Group, verdict: Expected['verdict'], name: string, text: string): MailCase =>
  sender(group, verdict, name, gmailTrace('example.com', text));
const forged = (line: string): string[] => [...gmailTrace('example.com', FAIL), line, STRANGER];

export const senderCases: readonly MailCase[] = [
  said('tuned', 'pass', 'sender-dmarc-pass', 'dmarc=pass header.from=example.com'),
  said('tuned', 'fail', 'sender-dmarc-fail', FAIL),
  said('tuned', 'pass', 'sender-aligned-dkim-only', 'dkim=pass header.i=@example.com'),
  said('tuned', 'none', 'sender-foreign-dkim-only', 'dkim=pass header.i=@sendgrid.example'),
  said('tuned', 'none', 'sender-spf-only', 'spf=pass smtp.mailfrom=x@example.com'),
  said(
    'tuned',
    'fail',
    'sender-pass-in-a-comment',
    'dmarc=fail (dmarc=pass header.from=example.com) header.from=example.com',
  ),
  said('tuned', 'none', 'sender-pass-for-another-domain', 'dmarc=pass header.from=evil.example'),
  sender('tuned', 'fail', 'forged-below', forged(results(PASS))),
  sender(
    'tuned',
    'fail',
    'forged-below-upper-case',
    forged(results(PASS).replace('Authentication-Results', 'AUTHENTICATION-RESULTS')),
  ),
  sender('tuned', 'none', 'forged-with-nothing-trusted', [border('example.com'), STRANGER, results(PASS)]),
  sender('tuned', 'none', 'forged-other-server', [border('example.com'), results(PASS, 'mx.google.com.evil.example')]),
  sender('tuned', 'none', 'arc-alone', [
    `ARC-${results(PASS).replace('Results:', 'Results: i=1;')}`,
    border('example.com'),
  ]),
  sender('tuned', 'pass', 'results-above-the-border', [results(PASS), border('example.com')]),
  sender('tuned', 'none', 'no-results', [border('example.com')]),
  sender('held-out', 'fail', 'forged-above-our-own-claim', [border('example.com'), results(FAIL), results(PASS)]),
  sender('held-out', 'none', 'forged-after-a-foreign-received', [
    border('example.com'),
    'Received-SPF: none',
    STRANGER,
    results(PASS),
  ]),
  sender('held-out', 'none', 'forged-below-another-header', [border('example.com'), 'X-Mailer: nice', results(PASS)]),
  sender('held-out', 'none', 'forged-upper-case-id', [border('example.com'), results(PASS, 'MX.GOOGLE.COM')]),
  sender('held-out', 'none', 'forged-quoted-id', [
    border('example.com'),
    `Authentication-Results: "${AUTHSERV} x"; dmarc=pass header.from=example.com`,
  ]),
  said(
    'held-out',
    'none',
    'sender-pass-in-a-quoted-reason',
    'dmarc=none reason="; dmarc=pass header.from=example.com" header.from=example.com',
  ),
  said('held-out', 'none', 'sender-passing-is-not-pass', 'dmarc=passed header.from=example.com'),
  said(
    'held-out',
    'pass',
    'sender-everything-folded',
    '(a (nested\\) comment))\r\n\tdmarc\r\n\t =\r\n\t pass (ok)\r\n\theader.from\r\n\t=\r\n\tExample.COM',
  ),
  said(
    'held-out',
    'none',
    'sender-dkim-of-a-sibling',
    'dkim=pass header.i=@notexample.com;\r\n dkim=pass header.d=example.com.evil.example',
  ),
  said(
    'held-out',
    'pass',
    'sender-dkim-second-of-two',
    'dkim=fail header.i=@old.example;\r\n dkim=pass header.d=example.com',
  ),
  said(
    'held-out',
    'fail',
    'sender-two-dmarc-results',
    'dmarc=pass header.from=example.com; dmarc=fail header.from=example.com',
  ),
  sender('held-out', 'fail', 'two-from-headers', [
    ...gmailTrace('example.com', PASS),
    'From: Boss <boss@evil.example>',
  ]),
  sender('held-out', 'fail', 'forged-received-of-our-server', [
    ...gmailTrace('example.com', FAIL),
    results(PASS),
    border('example.com'),
  ]),
  {
    group: 'held-out',
    name: 'from-with-two-addresses',
    raw: async () =>
      Buffer.from(
        [
          ...gmailTrace('example.com', PASS),
          'From: a@evil.example, anna.schmidt@example.com',
          `To: ${OWN_ADDRESS}`,
          'In-Reply-To: <q@parley.example>',
          'Subject: Re: Approve',
          '',
          'Yes',
          '',
        ].join('\r\n'),
      ),
    expected: { kind: 'reply', verdict: 'fail', text: 'Yes' },
  },
];
