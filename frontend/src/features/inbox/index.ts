export { InboxList } from './components/inbox-list';
