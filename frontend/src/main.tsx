import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { ErrorBoundary } from './app/error-boundary';
import { loadAhead } from './app/pages';
import { queryClient } from './app/query-client';
import { onSignedOut } from './lib/auth-session';
import './lib/theme';
import './index.css';

// The login ended: nothing of the person stays in this browser. Features clear what they hold themselves.
onSignedOut(() => queryClient.clear());

/** Whether the server gives out another build by now. False when it cannot be asked. */
const isReplaced = async (): Promise<boolean> => {
  const entry = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  const page = await fetch('/', { cache: 'no-store' }).catch(() => null);
  return !!entry && !!page?.ok && !(await page.text()).includes(entry);
};

// A newer build replaced the files of this page: load the page again, once. A server that is only away is no reason: what
// the person is writing would be gone, and the page too.
const RELOADED_KEY = 'parley.reloaded';
window.addEventListener('vite:preloadError', async () => {
  const last = Number(sessionStorage.getItem(RELOADED_KEY) ?? 0);
  if (Date.now() - last < 10_000 || !(await isReplaced())) return;
  sessionStorage.setItem(RELOADED_KEY, String(Date.now()));
  location.reload();
});

loadAhead(location.pathname);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <Suspense>
        <App />
      </Suspense>
    </ErrorBoundary>
  </StrictMode>,
);
