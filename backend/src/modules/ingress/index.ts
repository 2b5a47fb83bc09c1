export { ContinueThread } from './continue-thread.use-case.js';
export { DoorsModule } from './doors.module.js';
export { GoogleConnectModule } from './email/connect/google-connect.module.js';
export { EmailIngressModule } from './email/email-ingress.module.js';
export { IngressModule } from './ingress.module.js';
export { SlackIngressModule } from './slack/slack-ingress.module.js';
export { StartThread } from './start-thread.use-case.js';
export { TakeMessage } from './take-message.use-case.js';
