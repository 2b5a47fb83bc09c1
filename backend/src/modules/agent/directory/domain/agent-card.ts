import { type AgentSkill, agentSkillSchema } from '@parley/contracts';
import { z } from 'zod';
import { visibleLine, visibleText } from '../../../../kernel/index.js';
import { mixesAlphabets, nameKey } from './agent-name.js';

const MAX_SKILLS = 50;
const MAX_LIST = 20;

const words = (max: number) =>
  z
    .string()
    .max(20_000)
    .transform((text) => visibleText(text, max));
const line = (max: number) =>
  z
    .string()
    .max(2_000)
    .transform((text) => visibleLine(text, max));
/** Cut before each entry is looked at: what is left out costs nothing. */
const few = <T extends z.ZodType>(entry: T, max: number) =>
  z
    .array(z.unknown())
    .max(1_000)
    .default([])
    .transform((list) => list.slice(0, max))
    .pipe(z.array(entry));
const lines = (max: number) => few(line(max), MAX_LIST).transform((list) => list.filter(Boolean));

const skillSchema = z.object({
  id: line(100),
  name: line(100),
  description: words(1_000).default(''),
  tags: lines(60),
  examples: lines(300),
});

/** What we read of an A2A 1.0 agent card (specification §4.4); members we do not use may be anything. */
const wireSchema = z.object({
  name: line(60).refine(nameKey, 'needs letters or digits'),
  description: words(2_000).default(''),
  version: line(40).default(''),
  supportedInterfaces: z
    .array(
      z.object({
        url: z.url({ protocol: /^https?$/ }).max(2_000),
        protocolBinding: z.string().max(60),
        protocolVersion: z.string().max(20),
        tenant: z.string().max(200).default(''),
      }),
    )
    .min(1)
    .max(50),
  provider: z.object({ organization: line(100).default('') }).nullish(),
  capabilities: z
    .object({
      extensions: z
        .array(z.object({ uri: line(200), required: z.boolean().default(false) }))
        .max(100)
        .default([]),
    })
    .nullish(),
  skills: few(skillSchema, MAX_SKILLS),
});

/** A card that was looked at: all that we keep of it. */
export const knownCardSchema = z.object({
  name: z.string(),
  description: z.string(),
  version: z.string(),
  provider: z.string().nullable(),
  protocolVersion: z.string(),
  /** The one that we talk to. */
  interface: z.object({ url: z.string(), protocolBinding: z.string(), tenant: z.string() }),
  skills: z.array(agentSkillSchema) satisfies z.ZodType<AgentSkill[]>,
});
export type KnownCard = z.infer<typeof knownCardSchema>;

export type CardReading = { kind: 'card'; card: KnownCard } | { kind: 'refused'; problem: string };

/** In the order in which we would have them. */
const BINDINGS = ['JSONRPC', 'HTTP+JSON'];
const refused = (problem: string): CardReading => ({ kind: 'refused', problem });

/** @param value what was found at `cardUrl` */
export const readCard = (value: unknown, cardUrl: string): CardReading => {
  const parsed = wireSchema.safeParse(value);
  if (!parsed.success) return refused(whyNoCard(value, parsed.error));
  const { name, description, version, provider, supportedInterfaces, capabilities, skills } = parsed.data;
  if (mixesAlphabets(name)) return refused('Its name mixes alphabets whose letters look alike.');
  const demanded = capabilities?.extensions.find(({ required }) => required);
  if (demanded) return refused(`It insists on the extension ${demanded.uri}, which is not known here.`);
  const spoken = BINDINGS.flatMap((binding) =>
    supportedInterfaces.filter((one) => one.protocolBinding === binding && /^1(\.|$)/.test(one.protocolVersion)),
  );
  if (spoken.length === 0) return refused('It offers neither JSONRPC nor HTTP+JSON of A2A protocol 1.0.');
  const { origin } = new URL(cardUrl);
  const chosen = spoken.find(({ url }) => new URL(url).origin === origin);
  if (!chosen) return refused(elsewhere(spoken[0]!.url, origin));
  const { url, protocolBinding, tenant, protocolVersion } = chosen;
  const card = { name, description, version, provider: provider?.organization || null, protocolVersion, skills };
  return { kind: 'card', card: { ...card, interface: { url, protocolBinding, tenant } } };
};

/** Whoever can write the card could else send our tasks, and the token, wherever it wants. */
const elsewhere = (url: string, origin: string): string =>
  `Its card sends work to ${new URL(url).origin}, but the card is at ${origin}. An agent has to work where its card is.`;

const whyNoCard = (value: unknown, error: z.ZodError): string => {
  const { url, preferredTransport } = (value ?? {}) as { url?: unknown; preferredTransport?: unknown };
  if (typeof url === 'string' || preferredTransport)
    return 'Its card is of an older A2A protocol; it has to speak 1.0.';
  const [issue] = error.issues;
  const where = issue?.path.join('.');
  return `This is no agent card${where ? ` (${visibleLine(where, 80)}: ${issue?.message})` : ''}.`;
};
