import { z } from 'zod';
import { channelTypeSchema } from './channel.js';
import { idSchema, timestampSchema } from './text.js';

/** What waits for a process to do it. */
export const workKindSchema = z.enum([
  /** Runs that have something to do; later: those that wait for a person. */
  'runs',
  /** What goes to people; later: put off, or to be tried again after a pause. */
  'deliveries',
  /** Open questions whose next channel is due. */
  'ladders',
  /** Questions whose deadline ends them. */
  'deadlines',
  /** Looks into mailboxes. */
  'mailboxes',
  /** Looks at agents elsewhere. */
  'agents',
  /** All else, by the name of its job. */
  'job',
]);
export type WorkKind = z.infer<typeof workKindSchema>;

/** The most that is counted of anything: more is "10,000 and more". */
export const MOST_COUNTED = 10_000;

export const workLineSchema = z.object({
  kind: workKindSchema,
  /** Of a job. */
  name: z.string().nullable(),
  /** Due, and nobody is at it. */
  waiting: z.int(),
  /** How long the longest of those has waited. Null: none does. */
  waitedMs: z.int().nullable(),
  /** Somebody is at it. */
  working: z.int(),
  /** Not due yet. */
  later: z.int(),
  /** How many of these failed before, and are tried again. */
  failing: z.int(),
  /** Its channel is not connected here: it waits for that, and nobody is to blame. */
  parked: z.boolean(),
});
export type WorkLine = z.infer<typeof workLineSchema>;

/** The queue that wakes workers up. It is never the record of what is due. */
export const wakeUpQueueSchema = z.object({
  /** What carries it. */
  on: z.enum(['postgres', 'redis']),
  /** Null: it does not answer. */
  counts: z
    .object({ waiting: z.int(), active: z.int(), delayed: z.int(), failed: z.int(), paused: z.boolean() })
    .nullable(),
});
export type WakeUpQueue = z.infer<typeof wakeUpQueueSchema>;

/** A run that a worker holds. */
export const heldRunSchema = z.object({
  id: idSchema,
  agent: z.string(),
  /** It is some process's until then, in milliseconds from now; it is prolonged while that process lives. */
  leaseMs: z.int(),
  /** How long it has been at what it does now. */
  stepMs: z.int(),
  /** How often a process died over it. */
  crashes: z.int(),
});
export type HeldRun = z.infer<typeof heldRunSchema>;

/** What failed, and will be tried again by itself. */
export const failedWorkSchema = z.object({
  kind: z.enum(['delivery', 'job']),
  id: idSchema,
  /** What it is, in one line: never what was asked. */
  subject: z.string(),
  person: z.string().nullable(),
  channel: channelTypeSchema.nullable(),
  /** Tries so far. */
  tries: z.int(),
  error: z.string(),
  nextAt: timestampSchema,
});
export type FailedWork = z.infer<typeof failedWorkSchema>;

/** Whether anything is stuck, in words. */
export const workVerdictSchema = z.object({
  /** late: nothing is lost, but somebody might look. stuck: somebody has to. */
  level: z.enum(['fine', 'late', 'stuck']),
  title: z.string(),
  reasons: z.array(z.string()),
});
export type WorkVerdict = z.infer<typeof workVerdictSchema>;

export const workViewSchema = z.object({
  verdict: workVerdictSchema,
  lines: z.array(workLineSchema),
  queue: wakeUpQueueSchema,
  runs: z.array(heldRunSchema),
  failed: z.array(failedWorkSchema),
});
export type WorkView = z.infer<typeof workViewSchema>;

/** A process of Parley, as it last told of itself. */
export const processViewSchema = z.object({
  id: idSchema,
  role: z.enum(['all', 'api', 'worker']),
  version: z.string(),
  host: z.string(),
  pid: z.int(),
  startedAt: timestampSchema,
  seenAt: timestampSchema,
  /** Heard of lately. Otherwise it is likely dead. */
  fresh: z.boolean(),
  /** It ends what it has, and takes nothing new. */
  draining: z.boolean(),
  /** Open WebSockets, and the sessions they follow. */
  sockets: z.int(),
  sessions: z.int(),
  /** The one that answered. */
  self: z.boolean(),
});
export type ProcessView = z.infer<typeof processViewSchema>;
export const processListSchema = z.object({
  items: z.array(processViewSchema),
  /** What an operator should know of them as a whole, in words. */
  notes: z.array(z.object({ level: z.enum(['info', 'warning']), text: z.string() })),
});
export type ProcessList = z.infer<typeof processListSchema>;
