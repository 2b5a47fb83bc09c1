/** As docs/workflows.md has it; written here once more, as a service in another language would. */
export interface ExecuteRequest {
  version: number;
  correlation_id: string;
  leg: number;
  session_id: string;
  workflow: string;
  input: string;
  history: readonly { role: 'user' | 'agent'; text: string; at: string }[];
  answer: { ask_id: string; outcome: string; text?: string } | null;
  reply_subject: string;
  resume: { stream_id: string | null; next_chunk: number };
}

export const parseRequest = (data: Uint8Array): ExecuteRequest | null => {
  try {
    const request = JSON.parse(Buffer.from(data).toString('utf8')) as ExecuteRequest;
    return request.version === 1 ? request : null;
  } catch {
    return null;
  }
};

/** What one message of a stream says, beside what all of them say. */
export type Saying =
  | { chunk: string; is_final: false }
  | { chunk: string; is_final: true; metadata: Record<string, unknown> }
  | { kind: 'ask'; ask_id: string; question: Record<string, unknown> };
