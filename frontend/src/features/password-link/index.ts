export { SetPassword } from './components/set-password';
