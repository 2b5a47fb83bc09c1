import { toolCallSchema } from '@parley/contracts';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import { withinTime } from './within-time.js';

/** @returns what is wrong, in words for an agent and a person; null: they fit */
export type ArgumentsCheck = (args: Record<string, unknown>) => string | null;

const MAX_SCHEMA = 50_000;
/** A whole file fits, with what is escaped in it. */
const MAX_ARGUMENTS = 1_500_000;
const MAX_PATTERN = 1_000;
const MAX_PROBLEMS = 5;
const COMPILE_MS = 1_000;
const CHECK_MS = 500;

// ajv-formats is CommonJS: its types and what Node gives differ in where the function is.
const addFormats = addFormatsModule as unknown as (ajv: Ajv | Ajv2020) => void;

/** @throws SyntaxError for what is no pattern, RangeError for one that nobody would write by hand */
const boundedPattern = (pattern: string, flags: string): RegExp => {
  if (pattern.length > MAX_PATTERN) throw new RangeError('a pattern is too long');
  return new RegExp(pattern, flags);
};
boundedPattern.code = 'boundedPattern';

const OPTIONS = {
  // Words of other dialects and formats that nobody knows are no reason to refuse a tool.
  ...{ strict: false, logger: false as const, validateSchema: true, addUsedSchema: false },
  ...{ allErrors: false, code: { regExp: boundedPattern } },
  // A part that is referred to a hundred times would else be written out a hundred times.
  inlineRefs: false,
} as const;

const DRAFT_7 = /json-schema\.org\/draft-0[67]\//;

const make = (old: boolean): Ajv | Ajv2020 => {
  const ajv = old ? new Ajv(OPTIONS) : new Ajv2020(OPTIONS);
  addFormats(ajv);
  return ajv;
};
/** Making one takes tens of milliseconds, so it is made once for each dialect. */
const shared = new Map<boolean, Ajv | Ajv2020>();

const compile = (schema: Record<string, unknown>, text: string, withinMs: number): ValidateFunction => {
  const { $schema, $id: _id, ...rest } = schema;
  if ('$async' in rest) throw new Error('its schema is checked asynchronously');
  const old = typeof $schema === 'string' && DRAFT_7.test($schema);
  // Names within a schema would be known to the next one.
  const own = /"\$(?:id|anchor|dynamicAnchor)"/.test(text);
  const ajv = own ? make(old) : (shared.get(old) ?? make(old));
  // One that is broken off in the middle is of no more use.
  shared.delete(old);
  // Without a name of its own a schema cannot refer to itself while it is not added.
  const named = { ...rest, $id: 'tool' };
  const validate = withinTime(withinMs, () => ajv.compile(named));
  ajv.removeSchema(named);
  if (!own) shared.set(old, ajv);
  return validate;
};

const words = ({ instancePath, message }: ErrorObject): string =>
  `${instancePath.slice(1).replaceAll('/', '.') || 'the arguments'} ${message ?? 'do not fit'}`;

/**
 * How arguments are checked against a tool's own JSON Schema (2020-12, or draft-07 where it says so).
 * @param compileMs how long that schema may take to be understood
 * @throws Error why the schema is of no use: then nothing can be called by it
 */
export const argumentsCheck = (schema: Record<string, unknown>, compileMs = COMPILE_MS): ArgumentsCheck => {
  const text = JSON.stringify(schema);
  if (text.length > MAX_SCHEMA) throw new Error(`its schema is larger than ${MAX_SCHEMA} characters`);
  const validate = compile(schema, text, compileMs);
  return (args) => {
    // What could not be stored, shown or sent back word for word.
    const shown = toolCallSchema.shape.arguments.safeParse(args);
    if (!shown.success) return shown.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ');
    if (JSON.stringify(args).length > MAX_ARGUMENTS) return `the arguments are larger than ${MAX_ARGUMENTS} characters`;
    try {
      if (withinTime(CHECK_MS, () => validate(args))) return null;
    } catch (error) {
      return `the arguments could not be checked: ${String(error)}`;
    }
    return (validate.errors ?? []).slice(0, MAX_PROBLEMS).map(words).join('; ') || 'the arguments do not fit';
  };
};
