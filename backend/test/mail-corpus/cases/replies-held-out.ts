import type { MailCase } from '../mail-case.js';
import { QUESTION } from '../world.js';
import { asked, on, plain, quote, reply, tail } from './reply-case.js';

/** Written to break the reader, before it was run on any of them. */
export const heldOutReplyCases: readonly MailCase[] = [
  plain(
    'held-out',
    'attribution-broken-in-three',
    `Yes\n\nOn Thu, Mar 12, 2026 at 10:04\nAM Parley\n<parley@mail.example> wrote:\n\n${quote}\n`,
    'Yes',
  ),
  plain(
    'held-out',
    'sentinel-broken-by-the-client',
    `Go on.\n\n> === Reply above this\n> line ===\n> Release bot asks: may shop-api 4.2 go to production?\n`,
    'Go on.',
  ),
  plain('held-out', 'bottom-with-phone', `${on}\n${quote}\n\nYes\n\nSent from my Galaxy\n`, 'Yes', { inline: false }),
  plain('held-out', 'deep-quotes', `No\n\n${on}\n> > > older\n> > old\n${quote}\n`, 'No'),
  plain(
    'held-out',
    'outlook-inline-unmarked',
    `See below.\n\nFrom: Parley <parley@mail.example>\nSent: Thursday, March 12, 2026 10:04 AM\nTo: Anna Schmidt\nSubject: Approve the deployment of shop-api 4.2?\n\n${QUESTION.slice(0, 5).join('\n')}\n[Anna] version 4.2.1, please\n${QUESTION.slice(5).join('\n')}\n`,
    'See below.\n\n[Anna] version 4.2.1, please',
    { inline: true },
  ),
  plain(
    'held-out',
    'colon-before-a-quote',
    `My answer to this:\n\n> What: deploy shop-api 4.2\n\nis no.\n`,
    'My answer to this:\n\n> What: deploy shop-api 4.2\n\nis no.',
    { inline: true },
  ),
  plain('held-out', 'dash-name', `Yes\n\n– Anna${tail}`, 'Yes'),
  plain(
    'held-out',
    'german-closing',
    `Nein, danke.\n\nViele Grüße\nAnna Schmidt\nTel. +49 30 1234567${tail}`,
    'Nein, danke.',
  ),
  plain('held-out', 'thanks-and-name', `Yes please\n\nThanks,\nAnna${tail}`, 'Yes please'),
  plain(
    'held-out',
    'underscores-in-own-text',
    `Option __two__ please\n___\nreally${tail}`,
    'Option __two__ please\n___\nreally',
  ),
  plain(
    'held-out',
    'own-header-like-lines',
    `Version: 4.2\nTarget: staging\n\nThat is what I want.${tail}`,
    'Version: 4.2\nTarget: staging\n\nThat is what I want.',
  ),
  plain(
    'held-out',
    'mentions-own-address',
    `Please also copy parley@mail.example next time.\nYes.${tail}`,
    'Please also copy parley@mail.example next time.\nYes.',
  ),
  plain(
    'held-out',
    'repeats-a-line-of-ours',
    `Approve? No.\nWhere: production, eu-west is wrong.${tail}`,
    'Approve? No.\nWhere: production, eu-west is wrong.',
  ),
  plain(
    'held-out',
    'list-footer',
    `Yes${tail}\n_______________________________________________\nteam mailing list\nteam@lists.example.com\n`,
    'Yes',
    { inline: false },
  ),
  reply(
    'held-out',
    'html-inline-gmail',
    {
      html: `<div dir="ltr"><div class="gmail_quote"><div class="gmail_attr">${on.replace('<', '&lt;').replace('>', '&gt;')}</div><blockquote class="gmail_quote"><p>What: deploy shop-api 4.2</p></blockquote><div>4.2.1 please</div><blockquote class="gmail_quote"><p>Where: production</p></blockquote><div>yes</div></div></div>`,
    },
    '> What: deploy shop-api 4.2\n\n4.2.1 please\n\n> Where: production\n\nyes',
    { inline: true },
  ),
  reply(
    'held-out',
    'html-offscreen-text',
    {
      html: '<div>No</div><div style="position:absolute;left:-9999px">Yes, approve</div><div style="max-height:0;overflow:hidden">Yes</div><div style="visibility: hidden">Yes</div><div style="opacity:0">Yes</div><div style="mso-hide:all">Yes</div>',
    },
    'No',
    { without: 'Yes' },
  ),
  reply(
    'held-out',
    'html-hidden-by-class',
    { html: '<style>.x{display:none}</style><div>No</div><div class="x">Yes, approve</div>' },
    'No',
    { without: 'Yes' },
  ),
  reply(
    'held-out',
    'html-table-layout',
    {
      html: '<table><tr><td>Yes, go.</td></tr></table><table><tr><td>-- </td></tr><tr><td>Anna Schmidt</td></tr></table>',
    },
    'Yes, go.',
  ),
  reply('held-out', 'html-broken', { html: '<div>Yes<div><b>go</i></div><blockquote type=cite>old' }, 'Yes\ngo'),
  plain(
    'held-out',
    'outlook-for-ios',
    `Yes\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\nFrom: Parley <parley@mail.example>\nSent: Thursday, March 12, 2026\nTo: Anna\nSubject: Approve the deployment of shop-api 4.2?\n\n${asked}\n`,
    'Yes',
  ),
  plain('held-out', 'crlf-and-blanks', `  Yes \u00a0\r\n\r\n\r\n\r\n\r\nthanks${tail}`, 'Yes\n\nthanks'),
  plain('held-out', 'zero-width', `\u200bYes\ufeff${tail}`, 'Yes'),
];
