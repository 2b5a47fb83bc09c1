// A door of its own: the navigation, which only counts, does not load the pages with it.
export { DeadLetters } from './components/dead-letters';
export { Deliveries } from './components/deliveries';
export { Integrations } from './components/integrations';
export { People } from './components/people';
export { Processes } from './components/processes';
export { Queues } from './components/queues';
export { StuckBanner } from './components/stuck-banner';
