import type { AgentSkill } from '@parley/contracts';
import { VisibleText } from '@/components/visible-text';

/** What an agent says that it can do: its own words, shown as text and nothing else. */
export const Skills = ({ skills }: { skills: readonly AgentSkill[] }) =>
  skills.length > 0 && (
    <ul aria-label="Skills" className="grid gap-1">
      {skills.map((skill) => (
        <li key={skill.id} className="break-words text-ui">
          <span className="font-medium">
            <VisibleText text={skill.name} />
          </span>
          {skill.description && (
            <span className="text-muted-foreground">
              {' '}
              — <VisibleText text={skill.description} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
