import { safeJson, type Tool } from '@parley/contracts';
import { z } from 'zod';
import { visibleLine } from '../../../../kernel/index.js';
import { storableText } from '../../llm/domain/storable-text.js';
import { argumentsCheck } from '../domain/check-arguments.js';
import { defineTool, type ToolDefinition } from '../domain/tool-definition.js';
import { problemOfToolName } from '../domain/tool-name.js';

export interface RemoteTool {
  readonly definition: ToolDefinition;
  /** As its own server calls it. */
  readonly remoteName: string;
  readonly inputSchema: Record<string, unknown>;
}

const MAX_TITLE = 200;
const MAX_DESCRIPTION = 4_000;
/** `_meta` of a tool whose server keeps idempotency keys: it does the work of one key once. */
const TAKES_KEY = 'parley/idempotency';

const remoteSchema = z.object({
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: z.record(z.string(), safeJson).default({ type: 'object' }),
  annotations: z
    .object({
      title: z.string(),
      readOnlyHint: z.boolean(),
      destructiveHint: z.boolean(),
      idempotentHint: z.boolean(),
    })
    .partial()
    .optional(),
  _meta: z.record(z.string(), z.unknown()).optional(),
});
type Remote = z.infer<typeof remoteSchema>;

const toTool = (server: string, { name, title, description, inputSchema, annotations = {} }: Remote): Tool => {
  const readOnly = annotations.readOnlyHint ?? false;
  return {
    name: `${server}.${name}`,
    server,
    title: visibleLine(title ?? annotations.title ?? name, MAX_TITLE),
    description: storableText((description ?? '').slice(0, MAX_DESCRIPTION)),
    inputSchema,
    readOnly,
    // The defaults of MCP: what says nothing of itself is taken for dangerous.
    destructive: !readOnly && (annotations.destructiveHint ?? true),
    idempotent: annotations.idempotentHint ?? false,
    defaultPolicy: readOnly ? 'AUTO' : 'ASK',
  };
};

const readTool = (server: string, raw: unknown): RemoteTool | string => {
  const parsed = remoteSchema.safeParse(raw);
  if (!parsed.success) return `a tool is not described as MCP asks for (${parsed.error.issues[0]?.path.join('.')})`;
  const { name, inputSchema, _meta = {} } = parsed.data;
  const problem = problemOfToolName(name);
  if (problem) return `a tool is refused: ${problem}`;
  try {
    const tool = toTool(server, parsed.data);
    const definition = defineTool(tool, _meta[TAKES_KEY] === true, argumentsCheck(inputSchema));
    return { definition, remoteName: name, inputSchema };
  } catch (error) {
    return `"${name}" is refused: ${visibleLine(error instanceof Error ? error.message : String(error), MAX_TITLE)}`;
  }
};

/** Reading schemas keeps everybody else waiting. */
const MAX_READING_MS = 5_000;

/** What a server lists, as far as it can be used, and why the rest cannot. Of two of one name neither is taken. */
export const readTools = (server: string, listed: readonly unknown[]): { tools: RemoteTool[]; refused: string[] } => {
  const until = performance.now() + MAX_READING_MS;
  const read = listed.map((raw) =>
    performance.now() < until ? readTool(server, raw) : 'a tool is refused: the list takes too long to read',
  );
  const refused = read.filter((one) => typeof one === 'string');
  const good = read.filter((one) => typeof one !== 'string');
  const count = (name: string) => good.filter(({ remoteName }) => remoteName === name).length;
  const doubled = [...new Set(good.map(({ remoteName }) => remoteName))].filter((name) => count(name) > 1);
  return {
    tools: good.filter(({ remoteName }) => !doubled.includes(remoteName)),
    refused: [...refused, ...doubled.map((name) => `"${name}" is refused: the server lists it more than once`)],
  };
};
