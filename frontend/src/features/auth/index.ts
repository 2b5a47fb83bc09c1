export { AuthPage } from './components/auth-page';
export { RegisterForm } from './components/register-form';
export { SignInForm } from './components/sign-in-form';
export { useMe } from './hooks/use-me';
