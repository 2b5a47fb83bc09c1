import { escaped } from '../../kit/index.js';
import type { PullRequest } from '../types.js';
import { STYLE } from './style.js';

export interface Commit {
  sha: string;
  subject: string;
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${STYLE}</style><body><main>${body}</main></body></html>`;

const list = (entries: readonly string[], none: string): string =>
  entries.length > 0
    ? `<ul class="card">${entries.map((entry) => `<li>${entry}</li>`).join('')}</ul>`
    : `<p class="quiet">${none}</p>`;

const status = ({ status }: PullRequest): string => `<span class="tag ${status}">${status}</span>`;

interface Overview {
  pulls: readonly PullRequest[];
  tickets: readonly { key: string; title: string }[];
  branches: readonly { name: string; sha: string }[];
  folder: string;
}

export const overviewPage = ({ pulls, tickets, branches, folder }: Overview): string =>
  page(
    'Devtools',
    `<h1>Devtools of the sandbox</h1><p class="quiet">A real git repository on this machine: <code>git clone ${escaped(folder)}</code></p>
<h2>Pull requests</h2>${list(
      pulls.toReversed().map((pull) => {
        const name = `<a href="/pulls/${pull.number}">#${pull.number} ${escaped(pull.title)}</a>`;
        return `${name}${status(pull)}`;
      }),
      'None yet.',
    )}
<h2>Tickets</h2>${list(
      tickets.map(({ key, title }) => `<span>${escaped(title)}</span><code>${escaped(key)}</code>`),
      'None.',
    )}
<h2>Branches</h2>${list(
      branches.map(({ name, sha }) => `<span>${escaped(name)}</span><code>${sha.slice(0, 7)}</code>`),
      'None.',
    )}`,
  );

const lineClass = (line: string): string =>
  line.startsWith('@@') ? 'hunk' : line.startsWith('+') ? 'add' : line.startsWith('-') ? 'del' : '';

/** One file of a unified diff. Content stands below its header, so a changed line that looks like one is not mistaken. */
const fileDiff = (text: string): string => {
  const lines = text.replace(/\n$/, '').split('\n');
  const first = lines.findIndex((line) => line.startsWith('@@'));
  const name = (lines[0] ?? '').replace(/^diff --git a\/(.+) b\/\1$/, '$1');
  const shown = (first < 0 ? lines.slice(1) : lines.slice(first)).map(
    (line) => `<span class="${lineClass(line)}">${escaped(line) || ' '}</span>`,
  );
  return `<details class="card" open><summary>${escaped(name)}</summary><pre tabindex="0">${shown.join('')}</pre></details>`;
};

interface PullView {
  pull: PullRequest;
  commits: readonly Commit[];
  diff: string;
}

const BUTTONS = `<button name="status" value="merged">Merge</button><button name="status" value="closed">Close</button>`;

export const pullPage = ({ pull, commits, diff }: PullView): string => {
  const files = diff.split(/^(?=diff --git )/m).filter((text) => text !== '');
  return page(
    `#${pull.number} ${pull.title}`,
    `<p><a href="/">Devtools</a></p><h1>${escaped(pull.title)}</h1>
<p>${status(pull)} <span class="quiet">Pull request #${pull.number}: <code>${escaped(pull.head)}</code> into <code>${escaped(pull.base)}</code></span></p>
<div class="card text">${escaped(pull.body) || '<span class="quiet">No description.</span>'}</div>
<h2>Commits</h2>${list(
      commits.map(({ sha, subject }) => `<span>${escaped(subject)}</span><code>${sha.slice(0, 7)}</code>`),
      'None.',
    )}
<h2>Changes</h2>${files.map(fileDiff).join('')}
${pull.status === 'open' ? `<form method="post">${BUTTONS}</form>` : ''}`,
  );
};

export const problemPage = (words: string): string =>
  page('Not possible', `<h1>Not possible</h1><p>${escaped(words)}</p>`);
