export { useRunView } from './api/runs';
export { default as RunList } from './components/run-list';
export { default as RunPage } from './components/run-page';
