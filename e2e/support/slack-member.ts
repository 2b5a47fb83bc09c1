import { expect } from '@playwright/test';

interface Element {
  action_id?: string;
  text?: { text?: string };
}
interface Message {
  ts: string;
  text: string;
  blocks?: { elements?: Element[] }[];
}

/** Acts as a member of the local Slack, through the API that its own pages use (sandbox/README.md). */
export class SlackMember {
  constructor(
    private readonly slackUrl: string,
    readonly id: string,
    readonly name: string,
  ) {}

  /** Somebody new in Acme, whom no account knows yet. */
  static async hire(slackUrl: string, name: string): Promise<SlackMember> {
    const { id } = await call<{ id: string }>(slackUrl, 'admin/hire', { name });
    return new SlackMember(slackUrl, id, name);
  }

  /** Where the pages of the local Slack show these messages. */
  async pageAt(channel?: string, thread?: string): Promise<string> {
    const place = { as: this.id, channel: channel ?? (await this.dm()), ...(thread && { thread }) };
    return `${this.slackUrl}/?${new URLSearchParams(place)}`;
  }

  /** Types `/parley …` to Parley. @returns what only they see */
  async command(text: string): Promise<string> {
    const { reply } = await call<{ reply: Message }>(this.slackUrl, 'act/command', {
      ...{ as: this.id, command: '/parley', text, channel: await this.dm() },
    });
    return reply.text;
  }

  /** Waits until these words stand in the messages with Parley. */
  async gets(words: string): Promise<void> {
    await expect.poll(async () => JSON.stringify(await this.messages())).toContain(words);
  }

  async presses(label: string): Promise<void> {
    for (const { ts, blocks = [] } of (await this.messages()).reverse()) {
      const found = blocks
        .flatMap(({ elements = [] }) => elements)
        .find(({ action_id, text }) => action_id && text?.text === label);
      if (!found) continue;
      const answer = await call(this.slackUrl, 'act/click', {
        as: this.id,
        channel: await this.dm(),
        ts,
        actionId: found.action_id,
      });
      return expect(answer).toEqual({ ok: true });
    }
    throw new Error(`no button "${label}"`);
  }

  /** Labels of the buttons that can be pressed. */
  async buttons(): Promise<string[]> {
    const elements = (await this.messages()).flatMap(({ blocks = [] }) =>
      blocks.flatMap((block) => block.elements ?? []),
    );
    return elements.flatMap(({ action_id, text }) => (action_id ? (text?.text ?? '') : []));
  }

  /** The next request that fits goes wrong. */
  async fails(fault: object, match: object): Promise<void> {
    await call(this.slackUrl, 'faults', { fault, match });
  }

  private async messages(): Promise<Message[]> {
    const response = await fetch(`${this.slackUrl}/_control/messages?as=${this.id}&channel=${await this.dm()}`);
    return ((await response.json()) as { messages: Message[] }).messages;
  }

  private async dm(): Promise<string> {
    const response = await fetch(`${this.slackUrl}/_control/state?as=${this.id}`);
    return ((await response.json()) as { dm: string }).dm;
  }
}

const call = async <T>(slackUrl: string, path: string, body: object): Promise<T> => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${slackUrl}/_control/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const answer = (await response.json()) as T & { error?: string };
  if (!response.ok) throw new Error(answer.error);
  return answer;
};
