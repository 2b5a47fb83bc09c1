/**
 * Keeps text of people and models from being anything but data inside a prompt (reliability.md T25).
 *
 * 1. Our own tags (in baml_src: conversation, answers, orchestrator, change-request, tools) cannot be closed or forged.
 * 2. BAML's own markers are broken up. BAML splits the rendered prompt at them, so a message that carries them would
 *    forge a *system* turn, or make BAML fetch a URL or read a file as an image (seen with 0.226.2).
 *
 * Everything else, such as `List<string>`, stays as it was written.
 */
const TAGS =
  'conversation|turn|answers?|question|text|value|asked|reply|goal|candidates|agents|results|' +
  'ticket|repository_files?|search_hits|remark|earlier_diff|problem|' +
  'tools?|tool_(?:name|description|schema|uses?|arguments|result)';
const OUR_TAGS = new RegExp(`<(?=\\s*/?\\s*(?:${TAGS})\\b)`, 'gi');
const GUARDED_TAGS = new RegExp(`&lt;(?=\\s*/?\\s*(?:${TAGS})\\b)`, 'gi');
const BAML_MARKERS = /MAGIC_STRING_DELIMITER|baml-(?:start|end)-/gi;

export const guardText = (text: string): string =>
  text.replace(OUR_TAGS, '&lt;').replace(BAML_MARKERS, (marker) => marker.replaceAll(/[-_]/g, ' '));

/** What a model gives back of a text that it was shown guarded. Exact, unless the text had been written that way itself. */
export const unguardText = (text: string): string => text.replace(GUARDED_TAGS, '<');
