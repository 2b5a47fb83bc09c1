type Kind = 'counter' | 'gauge' | 'histogram';

/** A metric as it is known to Prometheus. Labels come from short lists: never an id, an address, or what somebody typed. */
export interface Definition<K extends Kind = Kind, L extends string = string> {
  readonly kind: K;
  readonly name: string;
  readonly help: string;
  readonly labels: readonly L[];
  /** Of a histogram, in seconds. */
  readonly buckets?: readonly number[];
}

const counter = <const L extends string = never>(name: string, help: string, labels: readonly L[] = []) =>
  ({ kind: 'counter', name, help, labels }) as const satisfies Definition;
const gauge = <const L extends string = never>(name: string, help: string, labels: readonly L[] = []) =>
  ({ kind: 'gauge', name, help, labels }) as const satisfies Definition;
const histogram = <const L extends string = never>(
  name: string,
  help: string,
  buckets: readonly number[],
  labels: readonly L[] = [],
) => ({ kind: 'histogram', name, help, labels, buckets }) as const satisfies Definition;

/** Up to ten seconds: what somebody waits for. */
const QUICK = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
/** Up to ten minutes: what an agent or a provider works on. */
const WORK = [0.001, 0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 600];
/** Up to a week: what waits for people. */
const PATIENT = [1, 5, 15, 60, 300, 900, 3_600, 14_400, 43_200, 86_400, 259_200, 604_800];

/** Every metric there is (OPS-3), beside those of Node itself. docs/operations.md says what is normal. */
export const CATALOGUE = {
  httpRequests: counter('parley_http_requests_total', 'HTTP requests that ended', ['method', 'route', 'status']),
  httpSeconds: histogram('parley_http_request_duration_seconds', 'Time to the end of a response', QUICK, [
    'method',
    'route',
  ]),
  rateLimited: counter('parley_rate_limited_total', 'Requests and frames refused by a rate limit', ['rule']),

  sockets: gauge('parley_sockets', 'Open WebSockets of this process'),
  followedSessions: gauge('parley_followed_sessions', 'Sessions that somebody follows through this process'),
  framesReceived: counter('parley_socket_frames_received_total', 'Frames from clients', ['type']),
  framesSent: counter('parley_socket_frames_sent_total', 'Frames to clients'),
  socketResumes: counter('parley_socket_resumes_total', 'Subscriptions that went on after a seq, as after a reconnect'),
  socketsClosed: counter('parley_sockets_closed_total', 'WebSockets that ended', ['code']),

  sessionEvents: counter('parley_session_events_total', 'Events that this process committed and published', ['type']),
  runSeconds: histogram('parley_run_duration_seconds', 'Time from the start of a run to its end', PATIENT, [
    'agent',
    'outcome',
  ]),
  stepSeconds: histogram('parley_step_duration_seconds', 'Duration of a finished step', WORK, ['kind', 'outcome']),
  activeRuns: gauge('parley_active_runs', 'Runs this process works on at the moment'),
  leaseTakeovers: counter('parley_run_lease_takeovers_total', 'Runs taken over from a worker that had gone'),
  leasesLost: counter('parley_run_leases_lost_total', 'Passes given up because the lease was lost or the run stopped'),

  llmSeconds: histogram('parley_llm_request_duration_seconds', 'One try of a model call', WORK, [
    'provider',
    'model',
    'outcome',
  ]),
  llmFirstTokenSeconds: histogram('parley_llm_first_token_seconds', 'Time to the first text of a model', QUICK, [
    'provider',
    'model',
  ]),
  llmTokens: counter('parley_llm_tokens_total', 'Tokens used', ['provider', 'model', 'direction']),

  questionsAsked: counter('parley_feedback_requests_total', 'Questions asked', ['type']),
  questionsSettled: counter('parley_feedback_settled_total', 'Questions that ended', ['status', 'channel']),
  answerSeconds: histogram('parley_feedback_answer_seconds', 'Time from a question to its answer', PATIENT, [
    'channel',
  ]),
  winningRung: counter('parley_feedback_winning_rung_total', 'Answers by the rung of the ladder they came by', [
    'rung',
    'channel',
  ]),
  escalations: counter('parley_feedback_escalations_total', 'Questions that went on to another channel', [
    'channel',
    'why',
  ]),
  deliveries: counter('parley_deliveries_total', 'Delivery attempts with a result', ['channel', 'purpose', 'outcome']),
  providerSeconds: histogram('parley_provider_request_duration_seconds', 'Calls to a channel provider', WORK, [
    'channel',
    'call',
  ]),
  inboundEvents: counter('parley_inbound_events_total', 'What arrived from channels, by what became of it', [
    'channel',
    'outcome',
  ]),

  jobSeconds: histogram('parley_job_duration_seconds', 'Jobs done by this process', WORK, ['kind', 'outcome']),
  sweepRescues: counter('parley_sweep_rescues_total', 'Due rows that a sweep took on', ['sweep']),
  sweepFailures: counter('parley_sweep_failures_total', 'Sweeps that failed', ['sweep']),
  dueItems: gauge('parley_due_items', 'What is due in PostgreSQL and that nobody has in hand', ['line']),
  oldestDueSeconds: gauge('parley_oldest_due_seconds', 'For how long the oldest of it has been due', ['line']),
  openQuestions: gauge('parley_open_feedback_requests', 'Questions that wait for an answer'),
  deadLetters: gauge('parley_dead_letters', 'What nobody tries any more until an operator does', ['kind']),
  queueJobs: gauge('parley_queue_jobs', 'Wake-ups in the queue', ['state']),

  databaseUp: gauge('parley_database_up', 'Whether PostgreSQL answered when this was read'),
  databaseConnections: gauge('parley_database_connections', 'Connections of this process', ['pool', 'state']),
  databaseWaiting: gauge('parley_database_waiting', 'Who waits for a connection', ['pool']),
  databaseLost: counter('parley_database_lost_connections_total', 'Connections that PostgreSQL or the network ended'),
  redisUp: gauge('parley_redis_up', 'Whether Redis is connected; missing where there is none'),
  busLosses: counter('parley_bus_losses_total', 'Times the fan-out may have lost something and caught up'),
} as const;
