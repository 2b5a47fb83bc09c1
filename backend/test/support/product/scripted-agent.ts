import { type AgentDefinition, defineAgent, type RunContext } from '../../../src/modules/agent/index.js';

export type Script = (ctx: RunContext) => Promise<unknown>;

/** An agent whose code a test writes, and changes, session by session. */
export class ScriptedAgent {
  readonly name = 'scripted';
  private readonly scripts = new Map<string, Script>();

  readonly definition: AgentDefinition = defineAgent({
    name: this.name,
    description: 'Does what the test says',
    run: async (ctx) => {
      const script = this.scripts.get(ctx.sessionId);
      if (!script) throw new Error('the test wrote no script for this session');
      await script(ctx);
    },
  });

  /** From the next activation on. */
  play(sessionId: string, script: Script): void {
    this.scripts.set(sessionId, script);
  }
}
