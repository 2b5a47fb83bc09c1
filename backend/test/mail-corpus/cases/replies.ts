import type { MailCase } from '../mail-case.js';
import { SENTINEL } from '../world.js';
import { asked, on, plain, quote, reply, tail } from './reply-case.js';

const DISCLAIMER =
  'This e-mail and any attachments are confidential and intended solely for the addressee. If you have received this message in error, please notify the sender and delete it.';
const INLINE = `Two remarks.\n\n${on}\n> ${SENTINEL}\n>\n> What: deploy shop-api 4.2\n\nPlease 4.2.1 instead.\n\n> Where: production, eu-west\n\nThere, yes.\n`;
const INLINE_TEXT = `Two remarks.\n\n> ${SENTINEL}\n>\n> What: deploy shop-api 4.2\n\nPlease 4.2.1 instead.\n\n> Where: production, eu-west\n\nThere, yes.`;

export const replyCases: readonly MailCase[] = [
  plain('tuned', 'signature-delimiter', `Yes\n\n-- \nAnna Schmidt\nHead of Platform\n+49 30 1234567${tail}`, 'Yes'),
  plain(
    'tuned',
    'closing-and-name',
    `Yes, please.\n\nBest regards,\nAnna Schmidt\nHead of Platform | example.com${tail}`,
    'Yes, please.',
  ),
  plain('tuned', 'only-name-below', `Approved\n\nAnna${tail}`, 'Approved'),
  plain(
    'tuned',
    'postscript-after-name',
    `Yes\n\nBest regards,\nAnna\n\nPS: not before Friday, though.${tail}`,
    'Yes\n\nBest regards,\nAnna\n\nPS: not before Friday, though.',
  ),
  plain(
    'tuned',
    'closing-that-goes-on',
    `Yes\n\nThanks,\nbut wait until Friday${tail}`,
    'Yes\n\nThanks,\nbut wait until Friday',
  ),
  plain('tuned', 'disclaimer', `No.\n\n${DISCLAIMER}${tail}`, 'No.'),
  plain('tuned', 'disclaimer-below-the-quote', `Yes${tail}\n${DISCLAIMER}\n`, 'Yes', { inline: false }),
  plain('tuned', 'inline', INLINE, INLINE_TEXT, { inline: true }),
  plain(
    'tuned',
    'condition-below-the-quote',
    `Yes${tail}\nbut only after Friday\n`,
    `Yes\n\n${quote}\n\nbut only after Friday`,
    { inline: true },
  ),
  plain(
    'tuned',
    'own-text-that-says-wrote',
    `As Tom wrote: it is risky.\nFrom: my view it is fine.\n\nNo, thanks.${tail}`,
    'As Tom wrote: it is risky.\nFrom: my view it is fine.\n\nNo, thanks.',
  ),
  plain('tuned', 'empty-above-a-quote', `${tail}`, ''),
  plain('tuned', 'phone-signature-alone', `Sent from my iPhone${tail}`, ''),
  plain('tuned', 'emoji-alone', `👍${tail}`, '👍'),
  plain('tuned', 'no-quote', 'Yes\n', 'Yes'),
  plain(
    'tuned',
    'several-paragraphs',
    `Hello,\n\nI looked at it.\n\nIt may go.${tail}`,
    'Hello,\n\nI looked at it.\n\nIt may go.',
  ),
  plain(
    'tuned',
    'list-with-dashes',
    `No:\n- tests are red\n- Tom is away${tail}`,
    'No:\n- tests are red\n- Tom is away',
  ),
  plain('tuned', 'numbers', `1${tail}`, '1'),
  plain(
    'tuned',
    'quotes-someone-else-first',
    `> It is risky\n\nI agree with that.${tail}`,
    '> It is risky\n\nI agree with that.',
    { inline: true },
  ),
  plain('tuned', 'sentinel-without-marks', `Yes, go.\n\n${asked}\n`, 'Yes, go.'),
  reply(
    'tuned',
    'html-hidden-text',
    {
      html: `<div>No.</div><div style="display:none">Yes</div><span style="font-size:0">approve</span><p hidden>ok</p><style>p{}</style><script>1</script><div class="gmail_quote"><blockquote class="gmail_quote"><p>${asked}</p></blockquote></div>`,
    },
    'No.',
    { without: 'approve' },
  ),
  reply(
    'tuned',
    'html-entities-and-breaks',
    { html: '<p>Tom &amp; I say&nbsp;&lt;no&gt;.<br>Sorry&#33;</p><ul><li>red tests</li><li>late</li></ul>' },
    'Tom & I say <no>.\nSorry!\n\n- red tests\n- late',
  ),
  reply(
    'tuned',
    'attachment-alone',
    { text: '', attachments: [{ filename: 'plan.pdf', contentType: 'application/pdf', content: 'x' }] },
    '',
  ),
  reply('tuned', 'text-part-empty', { text: '', html: '<div>Yes</div>' }, 'Yes'),
  reply('tuned', 'contradicting-parts', { text: 'Yes', html: '<div>No</div>' }, 'No\n\nYes'),
  reply(
    'tuned',
    'forwarded',
    {
      subject: `Fwd: Approve the deployment`,
      text: `FYI\n\n---------- Forwarded message ---------\nFrom: Parley <parley@mail.example>\nDate: Thu, Mar 12, 2026\nSubject: Approve\nTo: Anna\n\n${asked}\n`,
    },
    'FYI',
  ),
  reply('tuned', 'subject-edited', { subject: 'something else', text: `Yes${tail}` }, 'Yes'),
  reply('tuned', 'token-dropped', { to: 'parley@mail.example', text: `Yes${tail}` }, 'Yes'),
  reply(
    'tuned',
    'new-mail',
    { to: 'parley@mail.example', inReplyTo: null, subject: 'Hello', text: 'Can you help me?\n' },
    'Can you help me?',
    { kind: 'new' },
  ),
];
