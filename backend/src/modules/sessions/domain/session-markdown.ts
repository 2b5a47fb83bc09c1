import type { Message, SessionEvent } from '@parley/contracts';

const heading = (message: Message) => `**${message.author}** · ${message.channel.toLowerCase()} · ${message.createdAt}`;

/** The conversation as a document a person can read. Streamed messages appear with their final text. */
export const sessionToMarkdown = (title: string, events: SessionEvent[]): string => {
  const messages = new Map<string, Message>();
  for (const event of events) {
    if (event.type === 'message.created' || event.type === 'feedback.requested')
      messages.set(event.payload.message.id, event.payload.message);
    if (event.type === 'feedback.settled' && event.payload.message)
      messages.set(event.payload.message.id, event.payload.message);
    if (event.type === 'message.completed') {
      const message = messages.get(event.payload.messageId);
      if (message) messages.set(message.id, { ...message, text: event.payload.text });
    }
  }
  const parts = [...messages.values()].map((message) => `${heading(message)}\n\n${message.text}`);
  return `# ${title || 'Session'}\n\n${parts.join('\n\n---\n\n')}\n`;
};
