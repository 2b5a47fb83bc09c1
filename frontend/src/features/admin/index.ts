export { useDeadLetters } from './api/admin';
export { DeadLetters } from './components/dead-letters';
export { Deliveries } from './components/deliveries';
