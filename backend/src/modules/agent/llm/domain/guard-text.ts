/**
 * Keeps text of people and models from being anything but data inside a prompt (reliability.md T25).
 *
 * 1. Our own tags (baml_src/conversation.baml, answers.baml) cannot be closed or forged.
 * 2. BAML's own markers are broken up. BAML splits the rendered prompt at them, so a message that carries them would
 *    forge a *system* turn, or make BAML fetch a URL or read a file as an image (seen with 0.226.2).
 *
 * Everything else, such as `List<string>`, stays as it was written.
 */
const OUR_TAGS = /<(?=\s*\/?\s*(?:conversation|turn|answers?|question|text|value|asked|reply)\b)/gi;
const BAML_MARKERS = /MAGIC_STRING_DELIMITER|baml-(?:start|end)-/gi;

export const guardText = (text: string): string =>
  text.replace(OUR_TAGS, '&lt;').replace(BAML_MARKERS, (marker) => marker.replaceAll(/[-_]/g, ' '));
