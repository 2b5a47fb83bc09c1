-- The trace to which a run belongs (OPS-3), as W3C Trace Context writes it: whichever process goes on with the run adds to it.
ALTER TABLE agent_run ADD COLUMN trace text;
