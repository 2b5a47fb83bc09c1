import type { ToolAnnotations } from '@modelcontextprotocol/server';
import type { Shop } from '../shop.js';

/** What came of an effect. */
export interface Effect {
  outcome: 'done' | 'already';
  data: Record<string, unknown>;
}

interface Described {
  name: string;
  title: string;
  description: string;
  /** JSON Schema of each argument. */
  properties: Record<string, object>;
  required: string[];
}

export interface ReadTool extends Described {
  kind: 'read';
  run(shop: Shop, args: Arguments): Promise<Record<string, unknown>>;
}

export interface EffectTool extends Described {
  kind: 'effect';
  /** @param key the same whenever one call is repeated; null: its caller gives none */
  run(shop: Shop, args: Arguments, key: string | null): Promise<Effect>;
}

/** As they passed the tool's schema. */
// biome-ignore lint/suspicious/noExplicitAny: the schema has looked at them
export type Arguments = Record<string, any>;

export type DevTool = ReadTool | EffectTool;

export const annotationsOf = ({ kind, title }: DevTool): ToolAnnotations => ({
  title,
  readOnlyHint: kind === 'read',
  // Git keeps everything that was: an effect here adds and takes nothing away for ever.
  destructiveHint: false,
  // The same call again finds its own work and says so.
  idempotentHint: true,
  openWorldHint: false,
});

export const text = (description: string, maxLength = 300) => ({
  type: 'string',
  minLength: 1,
  maxLength,
  description,
});
