import type { Agent } from '@parley/contracts';
import { seesTool } from '@parley/contracts/sees-tool';
import type { ReactNode } from 'react';
import { Section } from '@/components/layout/section';
import { Skills } from './skills';
import { Tools } from './tools';
import { WithTools } from './tools-page';

/** What one agent does, and what it may use (AG-7). */
export const AgentDetails = ({
  agent,
  canChange,
  samples,
}: {
  agent: Agent;
  canChange: boolean;
  /** Things to say to it. */
  samples: ReactNode;
}) => (
  <div className="grid gap-9 [&>*]:min-w-0">
    <div className="grid gap-4">
      <p className="max-w-prose text-pretty">{agent.description}</p>
      {samples}
    </div>
    {agent.skills.length > 0 && (
      <Section title="Skills" lead="By these, other agents find it in the directory.">
        <Skills skills={agent.skills} />
      </Section>
    )}
    <Section
      title="Tools"
      lead={
        agent.tools.length > 0
          ? 'What it may use. What only reads runs by itself; anything else asks you first, unless an administrator decides otherwise.'
          : 'It was made without any.'
      }
    >
      {agent.tools.length > 0 && (
        <WithTools>
          {({ tools, rules }) => (
            <Tools
              tools={tools.filter(({ name }) => seesTool(agent.tools, name))}
              rules={rules}
              agent={agent.name}
              canChange={canChange}
            />
          )}
        </WithTools>
      )}
    </Section>
  </div>
);
