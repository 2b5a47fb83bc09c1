import type { Tool } from '@parley/contracts';
import { z } from 'zod';
import { argumentsCheck } from '../domain/check-arguments.js';
import { limitResult } from '../domain/limit-result.js';
import { defineTool } from '../domain/tool-definition.js';
import type { CallOptions, KnownTool } from '../known-tool.js';

/** Of tools that are built in. */
export const BUILT_IN = 'parley';
/** Our own schemas are small: only a machine that is much too busy needs long for one, and it must start all the same. */
const OWN_COMPILE_MS = 60_000;

/** A tool of our own. All of them only read. */
export const builtInTool = <Shape extends z.ZodRawShape>(
  about: Pick<Tool, 'title' | 'description'> & { name: string; input: z.ZodObject<Shape> },
  work: (input: z.output<z.ZodObject<Shape>>, options: CallOptions) => Promise<unknown> | unknown,
): KnownTool => {
  const { name, title, description, input } = about;
  const inputSchema = z.toJSONSchema(input, { io: 'input' }) as Record<string, unknown>;
  const tool: Tool = {
    ...{ name: `${BUILT_IN}.${name}`, server: null, title, description },
    inputSchema: inputSchema as Tool['inputSchema'],
    ...{ readOnly: true, destructive: false, idempotent: true, defaultPolicy: 'AUTO' },
  };
  return {
    definition: defineTool(tool, false, argumentsCheck(inputSchema, OWN_COMPILE_MS)),
    call: async (args, options) => {
      const data = await work(input.parse(args), options);
      return { kind: 'done', ...limitResult(JSON.stringify(data, null, 2), data, false) };
    },
  };
};
