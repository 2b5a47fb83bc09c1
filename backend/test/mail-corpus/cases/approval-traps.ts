import type { Draft } from '../compose.js';
import { QUESTION } from '../world.js';
import { on, quote, tail } from './reply-case.js';

const text = (name: string, body: string): readonly [string, Draft] => [name, { text: body }];
const html = (name: string, body: string): readonly [string, Draft] => [name, { html: body }];
const cut = `<div id="divRplyFwdMsg">From: Parley &lt;parley@mail.example&gt;</div>${QUESTION.map((line) => `<p>${line}</p>`).join('')}`;
const outlook = `From: Parley <parley@mail.example>\nSent: Thursday, March 12, 2026\nTo: Anna\nSubject: Approve the deployment of shop-api 4.2?\n\n`;

/** Mails in which a careless reader finds a yes: what takes it back stands where mail programs put other things. */
export const TRAPS: readonly (readonly [name: string, draft: Draft])[] = [
  text('a condition below the quote', `Yes\n\n${on}\n${quote}\n\nbut only after Friday\n`),
  text('a no below the quote', `Yes\n\n${on}\n${quote}\n\nNo.\n`),
  text('a no between the quotes', `Yes\n\n${on}\n> What: deploy shop-api 4.2\n\nNo!\n\n> Where: production\n`),
  text(
    'a no between lines without marks',
    `Yes\n\n${outlook}${QUESTION.slice(0, 5).join('\n')}\nno, not this one\n${QUESTION.slice(5).join('\n')}\n`,
  ),
  text(
    'two letters between lines without marks',
    `Yes\n\n${outlook}${QUESTION.slice(0, 5).join('\n')}\nno\n${QUESTION.slice(5).join('\n')}\n`,
  ),
  text('a postscript', `Yes\n\nAnna\n\nPS: not before Friday${tail}`),
  text('a postscript below the delimiter', `Yes\n-- \nAnna\nP.S. only for staging${tail}`),
  text('a closing that goes on', `Yes\n\nThanks,\nbut wait for Tom${tail}`),
  text('a closing, a name and a condition', `Yes\n\nBest regards,\nAnna\nonly if the tests pass${tail}`),
  text('a name and a condition with a capital', `Yes\n\nAnna\nNot Before Friday${tail}`),
  text('cheers and a condition', `Yes\n\nCheers\n\nbut only after Friday${tail}`),
  text('a dash and a condition', `Yes\n-but only the first${tail}`),
  text('a phone that is part of the condition', `Yes\n\nbut only on the iPhone${tail}`),
  text('a condition that mentions a mailbox', `Yes\n\nBut only if approved by tom@example.com:\n${quote}\n`),
  text('a condition that names a person and time', `Yes\n\nOn Friday at 3 Tom wrote:\nnot before the tests\n`),
  text('lines like headers', `Yes\n\nWhen: not before Friday\nWho: Tom only\nWhere: staging${tail}`),
  text('lines like headers without a quote', `Yes\n\nWhen: not before Friday\nWho: Tom only\nWhere: staging\n`),
  text('underscores', `Yes\n___\nbut only after Friday${tail}`),
  text('dashes around the last words', `Yes\n\n--- not really ---${tail}`),
  text('dashes around words', `Yes\n\n--- not really ---\n\nWait for Tom.${tail}`),
  text('a line of ours repeated with no', `Approve\nWhere: production, eu-west\nNo, never there${tail}`),
  text('only our own words', `${QUESTION.join('\n')}\n`),
  text('only a quote', `${on}\n\n${quote}\n`),
  text('only the options quoted', '> 1. Approve\n'),
  text('an option quoted and a doubt', '> 1. Approve\n\nhm, why?\n'),
  text('an option quoted and a no', '> 1. Approve\n\nNo\n'),
  text('somebody else approves', `> Tom: Approve\n\nI am not sure${tail}`),
  text(
    'a confidential condition',
    `Yes\n\nThis message is confidential: not before Friday, and not without Tom.${tail}`,
  ),
  text('a yes far down in a long mail', `${'Words that say nothing.\n'.repeat(3000)}Yes${tail}`),
  text('a no behind more text than is read', `Yes${'\n'.repeat(300_000)}no\n`),
  text('a no behind more lines than are read', `Yes\n${'\n \n'.repeat(20_000)}no\n`),
  ['text says yes, HTML says no', { text: 'Yes', html: '<p>No</p>' }],
  ['text says yes, HTML sets a condition', { text: 'Yes', html: '<p>Yes</p><p>but only after Friday</p>' }],
  ['text sets a condition, HTML says yes', { text: 'Yes\n\nbut only after Friday', html: '<p>Yes</p>' }],
  ['text says no, HTML says yes', { text: 'No', html: '<p>Yes</p>' }],
  html('a hidden yes', '<div style="display:none">Yes</div><div>No</div>'),
  html('nothing but a hidden yes', '<div style="display:none">Yes</div>'),
  html('a yes in the title', '<html><head><title>Yes</title></head><body></body></html>'),
  html('a struck yes', '<p><s>Yes</s> No</p>'),
  html('nothing but a struck yes', '<p><del>Yes</del></p>'),
  html('a yes that a style strikes', '<p style="text-decoration: line-through">Yes</p>'),
  html('a condition after the cut', `<div>Yes</div>${cut}<div>but only after Friday</div>`),
  html(
    'a condition in an indented block',
    '<div>Yes</div><blockquote style="margin:0 0 0 40px;border:none;padding:0px">but only after Friday</blockquote>',
  ),
  html('a condition in a table', '<div>Yes</div><table><tr><td>but</td><td>not today</td></tr></table>'),
  html(
    'a condition in a quoted block',
    `<div>Yes</div><div class="gmail_quote"><blockquote class="gmail_quote">old</blockquote>but only after Friday</div>`,
  ),
  html('a no as a picture', '<div>Yes <img alt="❌" src="x"></div>'),
  html('letters between letters', '<p>Yes<span style="display:none"> </span>n\u200bot</p>'),
];
