export { MailReader, type Reading } from './mail-reader.js';
export type { MailContext, ReadMail } from './understand-mail.js';
