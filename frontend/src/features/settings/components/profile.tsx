import type { User } from '@parley/contracts';
import { LogOutIcon, MonitorIcon, MoonIcon, SunIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import { Spinner } from '@/components/ui/spinner';
import { signOut } from '@/lib/auth-session';
import { useStore } from '@/lib/store';
import { setTheme, themeStore } from '@/lib/theme';
import { AccessTokens } from './access-tokens';
import { ChangePassword } from './change-password';
import { Logins } from './logins';

const icon = 'size-3.5';
const THEMES = [
  {
    value: 'system',
    label: (
      <>
        <MonitorIcon className={icon} /> System
      </>
    ),
  },
  {
    value: 'light',
    label: (
      <>
        <SunIcon className={icon} /> Light
      </>
    ),
  },
  {
    value: 'dark',
    label: (
      <>
        <MoonIcon className={icon} /> Dark
      </>
    ),
  },
] as const;

const Line = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b py-3.5 last:border-0">
    <dt className="text-ui">{title}</dt>
    <dd className="text-muted-foreground text-ui">{children}</dd>
  </div>
);

const ROLE = { ADMIN: 'Administrator', MEMBER: 'Member' } as const;

const SignOut = () => {
  const [busy, setBusy] = useState(false);
  return (
    <Button
      disabled={busy}
      onClick={() => {
        setBusy(true);
        void signOut();
      }}
    >
      {busy ? <Spinner /> : <LogOutIcon />} Sign out
    </Button>
  );
};

export const Profile = ({ user }: { user: User }) => {
  const theme = useStore(themeStore);
  return (
    <div className="grid gap-9 [&>*]:min-w-0">
      <div className="flex items-center gap-3">
        <Avatar name={user.name} className="size-10 text-base" />
        <div className="min-w-0">
          <p className="truncate font-semibold">{user.name}</p>
          <p className="truncate text-muted-foreground text-ui">{user.email}</p>
        </div>
      </div>
      <dl className="border-t">
        <Line title="Name">{user.name}</Line>
        <Line title="Email">{user.email}</Line>
        <Line title="Role">{ROLE[user.role]}</Line>
        <Line title="Theme">
          <Segmented label="Theme" value={theme} options={THEMES} onChange={setTheme} />
        </Line>
        <Line title="This browser">
          <SignOut />
        </Line>
      </dl>
      <ChangePassword />
      <Logins />
      <AccessTokens />
    </div>
  );
};
