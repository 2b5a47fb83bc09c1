import type { AgentSkill } from '@a2a-js/sdk';

/** What a sample agent says to all that it was told of one task. */
export type Reply =
  | { readonly kind: 'done'; readonly text: string; readonly data?: object }
  /** It cannot go on without an answer. `question`: the same, typed, for who can show it so. */
  | { readonly kind: 'ask'; readonly text: string; readonly question?: object }
  | { readonly kind: 'rejected'; readonly text: string };

export interface Sample {
  /** Of its path. */
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly skills: readonly Pick<AgentSkill, 'id' | 'name' | 'description' | 'tags' | 'examples'>[];
  /** @param told the person's messages of this task, oldest first */
  reply(told: readonly string[]): Reply;
}
