import { StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { ErrorBoundary } from './app/error-boundary';
import { queryClient } from './app/query-client';
import { onSignedOut } from './lib/auth-session';
import './lib/theme';
import './index.css';

// The login ended: nothing of the person stays in this browser. Features clear what they hold themselves.
onSignedOut(() => queryClient.clear());

// A newer build replaced the files of this page: load the page again, once, instead of breaking.
const RELOADED_KEY = 'parley.reloaded';
window.addEventListener('vite:preloadError', (event) => {
  const last = Number(sessionStorage.getItem(RELOADED_KEY) ?? 0);
  if (Date.now() - last < 10_000) return;
  event.preventDefault();
  sessionStorage.setItem(RELOADED_KEY, String(Date.now()));
  location.reload();
});

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
