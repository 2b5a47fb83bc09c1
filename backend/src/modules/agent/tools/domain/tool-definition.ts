import { createHash } from 'node:crypto';
import type { Tool } from '@parley/contracts';
import { canonicalJson } from '../../../feedback/domain/binding-hash.js';
import type { ArgumentsCheck } from './check-arguments.js';

/** A tool as Parley knows it at this moment. */
export interface ToolDefinition {
  readonly tool: Tool;
  /** It does the work of one key once, however often it is called with it: after a crash it may be called again. */
  readonly takesKey: boolean;
  /** Of all that says what it is. A rule or an approval holds for the tool of this hash. */
  readonly hash: string;
  readonly check: ArgumentsCheck;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const defineTool = (tool: Tool, takesKey: boolean, check: ArgumentsCheck): ToolDefinition => {
  const { defaultPolicy: _follows, server: _where, ...what } = tool;
  return { tool, takesKey, hash: sha256(canonicalJson({ ...what, takesKey })), check };
};

/** May it be called again when nobody knows whether it ran? */
export const isRepeatable = ({ tool, takesKey }: ToolDefinition): boolean =>
  tool.readOnly || tool.idempotent || takesKey;
