import { type Language, phrases } from './language.js';

/** What is written in every language. Slack sends its emoji by name. */
export const international: Language = {
  yes: phrases(`ok | okay | o.k | okey | okej | oke | oké | 👍 | ✅ | ✔ | ☑ | +1
    | :+1: | :thumbsup: | :white_check_mark: | :heavy_check_mark: | :ballot_box_with_check:`),
  lead: phrases('ok | okay'),
  requests: [],
  no: phrases('👎 | ❌ | ✖ | -1 | :-1: | :thumbsdown: | :x: | :heavy_multiplication_x:'),
  polite: phrases('🙏 | :pray: | 🙂 | :slightly_smiling_face:'),
  greetings: [],
  negations: [],
  conditions: phrases('🤔 | :thinking_face: | 🤷 | :shrug: | ⏳ | ⏰'),
  all: [],
  none: [],
  other: [],
  and: [],
  nouns: phrases('nr | #'),
  articles: [],
  ordinals: [],
  months: [],
};
