/** A prompt as the scripts see it: what baml_src/conversation.baml wrote into its tags. */
export interface DemoAnswer {
  readonly kind: string;
  readonly outcome: string;
  readonly question: string;
  readonly text: string;
  /** The parsed answer as the person gave it, `{}` when there is none. */
  readonly value: Readonly<Record<string, unknown>>;
}

export interface DemoRequest {
  /** All of it, for scripts that read tags of their own. */
  readonly prompt: string;
  readonly userTurns: readonly string[];
  readonly answers: readonly DemoAnswer[];
  /** baml_src/answers.baml: a question as JSON, and a free answer to it. */
  readonly reply?: { readonly question: Readonly<Record<string, unknown>>; readonly text: string };
}

const TURN = /<turn role="(USER|AGENT)" at="[^"]*">\n([\s\S]*?)\n?<\/turn>/g;
const ANSWER =
  /<answer kind="([A-Z_]+)" outcome="([A-Z_]+)">\s*<question>([\s\S]*?)<\/question>\s*<text>([\s\S]*?)<\/text>\s*<value>([\s\S]*?)<\/value>\s*<\/answer>/g;
/** Directions for the demo model inside a message, such as `[[demo:429x2]]`, are no part of what the person says. */
export const DIRECTIVE = /\[\[demo:\s*([a-z0-9]+?)(?:x(\d{1,2}))?(?:@([a-z]+))?\s*\]\]/gi;

const REPLY = /<asked>\n([\s\S]*?)\n<\/asked>\s*<reply>\n([\s\S]*?)\n<\/reply>/;

export const readDemoRequest = (prompt: string): DemoRequest => ({
  prompt,
  ...readReply(prompt),
  userTurns: [...prompt.matchAll(TURN)].filter((turn) => turn[1] === 'USER').map((turn) => plain(turn[2])),
  answers: [...prompt.matchAll(ANSWER)].map(([, kind = '', outcome = '', question, text, value]) => ({
    kind,
    outcome,
    question: plain(question),
    text: plain(text),
    value: readValue(plain(value)),
  })),
});

const readReply = (prompt: string): Pick<DemoRequest, 'reply'> => {
  const [, question, text] = REPLY.exec(prompt) ?? [];
  return question === undefined ? {} : { reply: { question: readValue(plain(question)), text: plain(text) } };
};

export const lastUserTurn = (request: DemoRequest): string => request.userTurns.at(-1) ?? '';

/** Undoes the escape of `guardText`. */
const plain = (text = ''): string => text.replaceAll('&lt;', '<').trim();

const readValue = (json: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
};
