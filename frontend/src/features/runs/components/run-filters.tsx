import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { agentName } from '@/lib/agent-name';
import { RUN_STATUSES, RUN_WORDS } from '@/lib/run-words';
import type { RunFilter } from '../api/runs';

export const RunFilters = ({
  filter,
  agents,
  onChange,
}: {
  filter: RunFilter;
  agents: readonly string[];
  onChange: (filter: RunFilter) => void;
}) => (
  <div className="flex flex-wrap gap-x-5 gap-y-2">
    <div className="flex items-center gap-2">
      <Label htmlFor="run-status">Status</Label>
      <Select
        id="run-status"
        className="h-8"
        value={filter.status}
        onChange={(event) => onChange({ ...filter, status: event.target.value as RunFilter['status'] })}
      >
        <option value="">All</option>
        {RUN_STATUSES.map((status) => (
          <option key={status} value={status}>
            {RUN_WORDS[status]}
          </option>
        ))}
      </Select>
    </div>
    <div className="flex items-center gap-2">
      <Label htmlFor="run-agent">Agent</Label>
      <Select
        id="run-agent"
        className="h-8"
        value={filter.agent}
        onChange={(event) => onChange({ ...filter, agent: event.target.value })}
      >
        <option value="">All</option>
        {agents.map((agent) => (
          <option key={agent} value={agent}>
            {agentName(agent)}
          </option>
        ))}
      </Select>
    </div>
  </div>
);
