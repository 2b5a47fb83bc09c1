import { z } from 'zod';
import type { MessageRepository } from '../../../messages/index.js';
import type { KnownTool } from '../known-tool.js';
import { builtInTool } from './built-in-tool.js';

const MAX_EXCERPT = 300;
const input = z.strictObject({
  text: z.string().trim().min(2).max(200).describe('words as they stand in the message'),
  limit: z.int().min(1).max(20).default(10),
});

export const searchConversations = (messages: MessageRepository): KnownTool =>
  builtInTool(
    {
      name: 'search_conversations',
      title: 'Search earlier conversations',
      description: "Messages of this person's own conversations that contain a text, newest first.",
      input,
    },
    async ({ text, limit }, { ownerId }) => {
      const found = await messages.search(ownerId, text, limit);
      return { messages: found.map((one) => ({ ...one, text: one.text.slice(0, MAX_EXCERPT).toWellFormed() })) };
    },
  );
