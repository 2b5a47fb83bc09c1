import type { User } from '@parley/contracts';
import { publicApi } from '@/lib/api';
import { signIn } from '@/lib/auth-session';

export interface Registration {
  email: string;
  name: string;
  password: string;
}

/** Creates the account, then signs in with it. */
export const registerAndSignIn = async (registration: Registration): Promise<void> => {
  await publicApi<User>('/api/auth/register', { method: 'POST', body: registration });
  await signIn(registration.email, registration.password);
};
