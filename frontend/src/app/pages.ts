import { matchPath } from 'react-router-dom';
import { lazily } from '@/lib/lazily';

type Load = () => Promise<{ default: () => React.ReactNode }>;
const page = (path: string, load: Load) => ({ path, load, Page: lazily(load) });

const loadShell = () => import('./shell/shell').then((module) => ({ default: module.Shell }));
export const Shell = lazily(loadShell);

/** The pages inside of the frame, for who is signed in. */
export const pages = [
  page('/sessions', () => import('./routes/sessions-page')),
  page('/sessions/:sessionId', () => import('./routes/session-page')),
  page('/inbox', () => import('./routes/inbox-page')),
  page('/runs', () => import('./routes/runs-page')),
  page('/runs/:runId', () => import('./routes/run-page')),
  page('/agents/*', () => import('./routes/agents-page')),
  page('/admin/*', () => import('./routes/admin-page')),
];

/** What the address will need is fetched while the login is still looked up, frame and page at once instead of in turn. */
export const loadAhead = (path: string): void => {
  const leadsTo = path === '/' ? '/sessions' : path;
  const found = pages.find((one) => matchPath(one.path, leadsTo));
  if (!found) return;
  // What fails here is asked for again where it is shown, and told there.
  for (const load of [loadShell, found.load]) load().catch(() => undefined);
};
