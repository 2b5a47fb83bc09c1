export { Profile } from './components/profile';
