-- The run list (AG-8) reads one person's runs, newest first, at the same cost however many there are. A session never
-- changes its owner, so its runs may say whose they are: given by a trigger, because runs begin in many statements.
ALTER TABLE agent_run ADD COLUMN owner_id UUID;
ALTER TABLE agent_run DISABLE TRIGGER USER;
UPDATE agent_run r SET owner_id = s.owner_id FROM chat_session s WHERE s.id = r.session_id;
ALTER TABLE agent_run ENABLE TRIGGER USER;
ALTER TABLE agent_run ALTER COLUMN owner_id SET NOT NULL;

CREATE FUNCTION agent_run_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.owner_id := (SELECT owner_id FROM chat_session WHERE id = NEW.session_id);
  RETURN NEW;
END $$;
CREATE TRIGGER agent_run_owner BEFORE INSERT ON agent_run FOR EACH ROW EXECUTE FUNCTION agent_run_owner();

DROP INDEX agent_run_created_at_idx;
CREATE INDEX agent_run_owner_id_created_at_id_idx ON agent_run (owner_id, created_at DESC, id DESC);
