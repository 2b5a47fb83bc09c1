import { QueryClientProvider } from '@tanstack/react-query';
import { BrowserRouter, Link, Navigate, Route, Routes } from 'react-router-dom';
import { EmptyState } from '@/components/layout/empty-state';
import { Button } from '@/components/ui/button';
import { lazily } from '@/lib/lazily';
import { pages, Shell } from './pages';
import { queryClient } from './query-client';
import { RequireLogin } from './require-login';
import { RegisterPage, SignInPage } from './routes/auth-pages';

const SettingsPage = lazily(() => import('./routes/settings-page'));
const ProfilePage = lazily(() => import('./routes/profile-page'));
const ChannelsPage = lazily(() => import('./routes/channels-page'));
const AnswerLinkPage = lazily(() => import('./routes/answer-link-page'));
const SetPasswordPage = lazily(() => import('./routes/set-password-page'));

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
        <Route path="/set-password" element={<SetPasswordPage />} />
        <Route element={<RequireLogin />}>
          <Route element={<Shell />}>
            <Route index element={<Navigate to="/sessions" replace />} />
            {pages.map(({ path, Page }) => (
              <Route key={path} path={path} element={<Page />} />
            ))}
            <Route path="/settings" element={<SettingsPage />}>
              <Route index element={<ProfilePage />} />
              <Route path="channels" element={<ChannelsPage />} />
            </Route>
            <Route path="*" element={<NotFound />} />
          </Route>
        </Route>
      </Routes>
    </BrowserRouter>
  </QueryClientProvider>
);
