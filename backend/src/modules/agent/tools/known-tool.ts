import type { ToolResult } from './domain/limit-result.js';
import type { ToolDefinition } from './domain/tool-definition.js';

export interface CallOptions {
  /** In whose run. */
  readonly ownerId: string;
  readonly signal: AbortSignal;
  /** The same whenever this call is tried again. */
  readonly idempotencyKey: string;
}

export type CallResult =
  | ({ readonly kind: 'done' } & ToolResult)
  /** It certainly has not run. */
  | { readonly kind: 'not-run'; readonly message: string }
  /** It may have run. */
  | { readonly kind: 'unknown'; readonly message: string };

/** A tool that can be called now. */
export interface KnownTool {
  readonly definition: ToolDefinition;
  call(args: Record<string, unknown>, options: CallOptions): Promise<CallResult>;
}
