import { QueryClientProvider } from '@tanstack/react-query';
import { lazy } from 'react';
import { BrowserRouter, Link, Navigate, Route, Routes } from 'react-router-dom';
import { EmptyState } from '@/components/layout/empty-state';
import { Button } from '@/components/ui/button';
import { queryClient } from './query-client';
import { RequireLogin } from './require-login';
import { RegisterPage, SignInPage } from './routes/auth-pages';

const Shell = lazy(() => import('./shell/shell').then((module) => ({ default: module.Shell })));
const SessionPage = lazy(() => import('./routes/session-page'));
const SessionsPage = lazy(() => import('./routes/sessions-page'));
const InboxPage = lazy(() => import('./routes/inbox-page'));
const SettingsPage = lazy(() => import('./routes/settings-page'));
const ProfilePage = lazy(() => import('./routes/profile-page'));
const ChannelsPage = lazy(() => import('./routes/channels-page'));
const AnswerLinkPage = lazy(() => import('./routes/answer-link-page'));
const AdminPage = lazy(() => import('./routes/admin-page'));

const NotFound = () => (
  <main className="flex-1">
    <EmptyState
      title="There is nothing here"
      action={
        <Button asChild>
          <Link to="/sessions">Go to your sessions</Link>
        </Button>
      }
    >
      The address may be mistyped, or what it led to is gone.
    </EmptyState>
  </main>
);

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <BrowserRouter>
      <Routes>
        <Route path="/sign-in" element={<SignInPage />} />
        <Route path="/register" element={<RegisterPage />} />
        {/* From a mail: open to whoever has the link, so outside of what asks for a sign-in. */}
        <Route path="/answer/:token" element={<AnswerLinkPage />} />
        <Route element={<RequireLogin />}>
          <Route element={<Shell />}>
            <Route index element={<Navigate to="/sessions" replace />} />
            <Route path="/sessions" element={<SessionsPage />} />
            <Route path="/sessions/:sessionId" element={<SessionPage />} />
            <Route path="/inbox" element={<InboxPage />} />
            <Route path="/settings" element={<SettingsPage />}>
              <Route index element={<ProfilePage />} />
              <Route path="channels" element={<ChannelsPage />} />
            </Route>
            <Route path="/admin/*" element={<AdminPage />} />
            <Route path="*" element={<NotFound />} />
          </Route>
        </Route>
      </Routes>
    </BrowserRouter>
  </QueryClientProvider>
);
