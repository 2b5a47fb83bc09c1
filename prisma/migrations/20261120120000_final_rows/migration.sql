-- What the first migration left open (reference/reliability.md I2, I3, I10, I20).

-- I10: a session's counter begins at 0, or its log would begin with a hole.
CREATE TRIGGER chat_session_seq_start BEFORE INSERT ON chat_session
  FOR EACH ROW WHEN (NEW.last_seq <> 0) EXECUTE FUNCTION refuse_change();

-- I2: a failed step is as final as a completed one; a retry is a new run.
DROP TRIGGER agent_step_final ON agent_step;
CREATE TRIGGER agent_step_final BEFORE UPDATE ON agent_step
  FOR EACH ROW WHEN (OLD.status IN ('COMPLETED', 'FAILED')) EXECUTE FUNCTION refuse_change();

-- I2, I3: what happened goes only together with its whole (a session, its runs, its requests), never alone: without
-- its applied response an ANSWERED request would be a lie. Arguments: the whole's table, and the column that names it.
CREATE FUNCTION refuse_lone_delete() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  whole_stands boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id = $1)', TG_ARGV[0])
    INTO whole_stands USING (to_jsonb(OLD) ->> TG_ARGV[1])::uuid;
  IF whole_stands THEN
    RAISE EXCEPTION 'a row of % goes only with its %', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER message_no_delete BEFORE DELETE ON message
  FOR EACH ROW EXECUTE FUNCTION refuse_lone_delete('chat_session', 'session_id');
CREATE TRIGGER agent_run_no_delete BEFORE DELETE ON agent_run
  FOR EACH ROW EXECUTE FUNCTION refuse_lone_delete('chat_session', 'session_id');
CREATE TRIGGER feedback_request_no_delete BEFORE DELETE ON feedback_request
  FOR EACH ROW EXECUTE FUNCTION refuse_lone_delete('chat_session', 'session_id');
CREATE TRIGGER agent_step_no_delete BEFORE DELETE ON agent_step
  FOR EACH ROW EXECUTE FUNCTION refuse_lone_delete('agent_run', 'run_id');
CREATE TRIGGER feedback_response_no_delete BEFORE DELETE ON feedback_response
  FOR EACH ROW EXECUTE FUNCTION refuse_lone_delete('feedback_request', 'request_id');
CREATE TRIGGER delivery_attempt_no_delete BEFORE DELETE ON delivery_attempt
  FOR EACH ROW EXECUTE FUNCTION refuse_lone_delete('feedback_request', 'request_id');

-- The order of a run's steps, given like `seq`: by a trigger that sees what committed before it, under the session's lock.
-- A number counted by the statement itself would be taken from a snapshot older than the lock.
ALTER TABLE agent_step ALTER COLUMN position SET DEFAULT 0;
CREATE UNIQUE INDEX agent_step_run_id_position_key ON agent_step (run_id, position);
CREATE FUNCTION agent_step_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.position := coalesce((SELECT max(position) + 1 FROM agent_step WHERE run_id = NEW.run_id), 0);
  RETURN NEW;
END $$;
CREATE TRIGGER agent_step_position BEFORE INSERT ON agent_step FOR EACH ROW EXECUTE FUNCTION agent_step_position();
