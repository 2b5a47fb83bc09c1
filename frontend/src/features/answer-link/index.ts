export { AnswerLinkPage } from './components/answer-link-page';
