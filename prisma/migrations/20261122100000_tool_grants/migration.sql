-- What an approval lets run is written once, at once, and only for a yes (FB-11, I14): whatever the code does later, no call
-- can be slipped into an approval that was given for others.
CREATE FUNCTION tool_grant_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM tool_grant g JOIN (SELECT DISTINCT request_id FROM added) a USING (request_id)
    WHERE NOT EXISTS (SELECT 1 FROM added n WHERE n.request_id = g.request_id AND n.call_hash = g.call_hash)
  ) THEN
    RAISE EXCEPTION 'what an approval lets run was written before and never changes' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF EXISTS (
    SELECT 1 FROM added a WHERE NOT EXISTS (
      SELECT 1 FROM feedback_request f JOIN feedback_response r ON r.request_id = f.id AND r.outcome = 'APPLIED'
      WHERE f.id = a.request_id AND f.type = 'APPROVAL' AND f.status = 'ANSWERED' AND r.answer ->> 'decision' = 'approve')
  ) THEN
    RAISE EXCEPTION 'only an approval that was given lets anything run' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tool_grant_once AFTER INSERT ON tool_grant
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tool_grant_once();
CREATE TRIGGER tool_grant_final BEFORE UPDATE ON tool_grant FOR EACH ROW EXECUTE FUNCTION refuse_change();
