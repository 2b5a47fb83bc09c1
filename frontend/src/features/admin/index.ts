export { useDeadLetters } from './api/admin';
export { useLockedOut } from './api/integrations';
export { useStuckWork } from './api/work';
