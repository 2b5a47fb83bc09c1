-- Agents: tools under rules and approvals, other agents that can be asked to help, runs that can be looked at.

CREATE TYPE "ToolPolicy" AS ENUM ('AUTO', 'ASK', 'DENY');
CREATE TYPE "ToolCallStatus" AS ENUM ('RUNNING', 'DONE', 'FAILED', 'UNKNOWN');
CREATE TYPE "AgentHealth" AS ENUM ('UNKNOWN', 'HEALTHY', 'UNHEALTHY');

-- What a run was started with when no message did, and what it means to do (AG-5, AG-8).
ALTER TABLE agent_run ADD COLUMN input JSONB, ADD COLUMN plan JSONB;
-- What a step worked on, and which model did it.
ALTER TABLE agent_step ADD COLUMN input JSONB, ADD COLUMN model TEXT;
-- Runs of everybody or of one person, newest first.
CREATE INDEX agent_run_created_at_idx ON agent_run (created_at DESC, id DESC);

-- What an administrator decided about a tool, for one agent or for all ('*'). It holds for the tool as it was then:
-- a server that changes what a tool is falls back to asking.
CREATE TABLE tool_rule (
  agent TEXT NOT NULL,
  tool TEXT NOT NULL,
  policy "ToolPolicy" NOT NULL,
  definition_hash TEXT NOT NULL,
  updated_by UUID REFERENCES app_user(id) ON DELETE SET NULL ON UPDATE CASCADE,
  updated_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (agent, tool)
);

-- The calls that an approval lets run, by the hash of tool and arguments; written once for each approval (FB-11).
CREATE TABLE tool_grant (
  request_id UUID NOT NULL REFERENCES feedback_request(id) ON DELETE CASCADE ON UPDATE CASCADE,
  call_hash TEXT NOT NULL,
  PRIMARY KEY (request_id, call_hash)
);

-- Tool calls that have begun. With an approval each one runs at most once (I14): the key below says so, not the code.
CREATE TABLE tool_call (
  id UUID PRIMARY KEY,
  run_id UUID NOT NULL REFERENCES agent_run(id) ON DELETE CASCADE ON UPDATE CASCADE,
  step_key TEXT NOT NULL,
  tool TEXT NOT NULL,
  call_hash TEXT NOT NULL,
  request_id UUID,
  status "ToolCallStatus" NOT NULL DEFAULT 'RUNNING',
  began_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  ended_at TIMESTAMPTZ(3),
  FOREIGN KEY (request_id, call_hash) REFERENCES tool_grant(request_id, call_hash) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX tool_call_run_id_step_key_key ON tool_call (run_id, step_key);
CREATE UNIQUE INDEX tool_call_request_id_call_hash_key ON tool_call (request_id, call_hash);

-- Agents elsewhere, by their A2A card; each row says itself when it must be looked at again.
CREATE TABLE directory_agent (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  card_url TEXT NOT NULL,
  card JSONB NOT NULL,
  secrets BYTEA,
  health "AgentHealth" NOT NULL DEFAULT 'UNKNOWN',
  problem TEXT,
  failures INTEGER NOT NULL DEFAULT 0,
  checked_at TIMESTAMPTZ(3),
  due_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  added_by UUID REFERENCES app_user(id) ON DELETE SET NULL ON UPDATE CASCADE,
  added_at TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX directory_agent_name_key ON directory_agent (name);
CREATE UNIQUE INDEX directory_agent_card_url_key ON directory_agent (card_url);
CREATE INDEX directory_agent_due_at_idx ON directory_agent (due_at);
