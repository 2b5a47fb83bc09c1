import type { Repair } from '../../../generated/baml_client/types.js';
import { b } from './baml.js';
import { registryFor } from './clients/client-registry.js';
import { guardText } from './domain/guard-text.js';
import type { HttpCall, RenderOptions, RepairNote } from './llm-call.js';

type Rendered = Awaited<ReturnType<typeof b.request.Respond>>;
type BamlOptions = Parameters<typeof b.request.Respond>[4];

// Every variable of baml_src/clients.baml, always: BAML keeps what one call passes for later calls that pass none.
const env = { LLM_BASE_URL: 'http://127.0.0.1:9', LLM_API_KEY: 'unused', LLM_MODEL: 'unused', PARLEY_FN: 'unused' };

/** A BAML function's request to the client that is chosen at run time. */
export const rendered = async (
  { client }: RenderOptions,
  render: (options: BamlOptions) => Promise<Rendered>,
): Promise<HttpCall> => {
  const { url, method, headers, body } = await render({ clientRegistry: registryFor(client), env });
  // Meant for BAML's own proxy; it would tell the provider our internal address.
  const { 'baml-original-url': _, ...wanted } = headers as Record<string, string>;
  return { url, method, headers: wanted, body: body.text() };
};

const MAX_REPAIR_OUTPUT = 8_000;

export const guardedRepair = (repair: RepairNote | undefined): Repair | null =>
  repair ? { output: guardText(repair.output.slice(0, MAX_REPAIR_OUTPUT)), error: guardText(repair.error) } : null;

/** @throws Error for a model that says nothing */
export const notBlank = (text: string): string => {
  if (text.trim() === '') throw new Error('the reply is empty');
  return text;
};
