export { InboxList, type InboxPlace } from './components/inbox-list';
