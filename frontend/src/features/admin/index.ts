export { useDeadLetters } from './api/admin';
