import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, refusalOf } from '../../kit/index.js';
import { lines } from '../git/repository.js';
import { Refusal } from '../refusal.js';
import { tickets } from '../sample/index.js';
import type { Shop } from '../shop.js';
import type { PullRequest } from '../types.js';
import { type Commit, overviewPage, problemPage, pullPage } from './html.js';

const MOST_BYTES = 10_000;
/** A link in the product leads here from a foreign page: looking is allowed, doing is not. */
const MAY_LOOK = 'not from another page';

const send = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  });
  response.end(html);
};

export const servePages = async (shop: Shop, request: IncomingMessage, response: ServerResponse, url: URL) => {
  const refusal = refusalOf(request);
  const isPost = request.method === 'POST';
  if (refusal && (isPost || refusal !== MAY_LOOK)) return send(response, 403, problemPage(`Only ${refusal}.`));
  try {
    const number = Number(/^\/pulls\/(\d{1,9})$/.exec(url.pathname)?.[1] ?? 0);
    if (number > 0 && isPost) return await decide(shop, number, request, response);
    if (number > 0) return send(response, 200, await showPull(shop, number));
    if (url.pathname !== '/') return send(response, 404, problemPage('There is no such page.'));
    return send(response, 200, await showOverview(shop));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return send(response, error.code === 'no_such_pull_request' ? 404 : 409, problemPage(error.message));
  }
};

const showOverview = async ({ repository, pulls }: Shop): Promise<string> =>
  overviewPage({
    pulls: await pulls.list(),
    tickets,
    branches: await repository.branches(),
    folder: repository.git.folder,
  });

const showPull = async ({ repository, pulls }: Shop, number: number): Promise<string> => {
  const pull = await pulls.find(number);
  if (!pull) throw new Refusal('no_such_pull_request', `There is no pull request #${number}.`);
  const { git } = repository;
  const since = await branchedAt(pull, repository);
  const diff = await git.run(['diff', '--no-color', '--no-ext-diff', since, `refs/heads/${pull.head}`]);
  const log = await git.line(['log', '--format=%H %s', `${since}..refs/heads/${pull.head}`]);
  const commits = lines(log).map((line): Commit => ({ sha: line.slice(0, 40), subject: line.slice(41) }));
  return pullPage({ pull, commits, diff });
};

/** Where the branch left its base. Once it is merged that is no longer seen from its head: its first parent tells. */
const branchedAt = async ({ head, base, status }: PullRequest, { git }: Shop['repository']): Promise<string> => {
  const heads = [`refs/heads/${base}`, `refs/heads/${head}`] as const;
  if (status !== 'merged') return git.line(['merge-base', ...heads]);
  const merge = lines(await git.line(['rev-list', '--merges', '--ancestry-path', `${heads[1]}..${heads[0]}`])).at(-1);
  return merge ? git.line(['merge-base', `${merge}^1`, heads[1]]) : git.line(['merge-base', ...heads]);
};

const decide = async ({ pulls }: Shop, number: number, request: IncomingMessage, response: ServerResponse) => {
  const status = new URLSearchParams(await readBody(request, MOST_BYTES)).get('status');
  if (status !== 'merged' && status !== 'closed') throw new Refusal('bad_status', 'Merge it or close it.');
  await pulls.end(number, status);
  response.writeHead(303, { location: `/pulls/${number}` }).end();
};
