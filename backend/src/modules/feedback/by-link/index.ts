import { AnswerByLink } from './answer-by-link.use-case.js';
import { AnswerLinks } from './answer-links.js';
import { LinkPeople } from './link-people.repository.js';
import { LookAtLink } from './look-at-link.use-case.js';

export { AnswerLinksController } from './answer-links.controller.js';

/** What the buttons in mails lead to. */
export const BY_LINK_PROVIDERS = [AnswerByLink, AnswerLinks, LinkPeople, LookAtLink];
