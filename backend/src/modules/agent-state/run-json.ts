/** The contract's Run and Step from a row. */
export const runJson = (r: string) => `jsonb_build_object(
  'id', ${r}.id, 'sessionId', ${r}.session_id, 'agent', ${r}.agent, 'status', ${r}.status, 'error', ${r}.error,
  'createdAt', ${r}.created_at, 'endedAt', ${r}.ended_at)`;

export const stepJson = (s: string) => `jsonb_build_object(
  'id', ${s}.id, 'runId', ${s}.run_id, 'key', ${s}.key, 'name', ${s}.name, 'kind', ${s}.kind, 'status', ${s}.status,
  'startedAt', ${s}.started_at, 'endedAt', ${s}.ended_at, 'inputTokens', ${s}.input_tokens,
  'outputTokens', ${s}.output_tokens, 'model', ${s}.model, 'note', ${s}.note, 'error', ${s}.error ->> 'message')`;
