import { lastUserTurn } from '../demo-request.js';
import { quote, type Scenario } from '../scenario.js';

/** The last of the table: it takes everything the others leave. */
export const greeting: Scenario = {
  name: 'greeting',
  when: /(?:)/,
  thought: 'Nothing has to be asked for this.',
  questions: [],
  reply: (request) => `You wrote ${quote(lastUserTurn(request))}.

I am Parley's built-in **demo model**: a script, not a language model. I can show you what happens when an agent needs a
person. Try one of these:

- *Help me analyze data but I need guidance*: a question in plain text
- *Write the launch mail*: a choice
- *Plan our offsite*: several choices
- *Clean up the old exports*: an approval of an exact tool call
- *Change the config*: an approval of a diff
- *Book a meeting room*: a form
- *Notify me when the import is done*: a notice
- *Ask me everything*: three questions at once
- *What time is it in Tokyo?*: a tool
- *Create a branch demo/hello*: a tool that asks first
- *Tell me a long story*: a long answer, streamed

You may close this page while a question is open, or restart the server: I go on exactly where I stopped.`,
};
