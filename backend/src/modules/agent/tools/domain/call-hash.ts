import { canonicalJson } from '../../../feedback/domain/binding-hash.js';
import { sha256 } from './tool-definition.js';

export interface Call {
  readonly tool: string;
  readonly target?: string | undefined;
  readonly arguments: Record<string, unknown>;
}

/** SHA-256 over what an approval shows of a call: tool, target and every argument (FB-11). */
export const callHash = ({ tool, target, arguments: args }: Call): string =>
  sha256(canonicalJson({ tool, target: target ?? null, arguments: args }));
