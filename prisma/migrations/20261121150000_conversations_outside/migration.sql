-- Conversations outside of the web: words of agents are brought there like questions, and a session has its place there.

ALTER TYPE "DeliveryPurpose" ADD VALUE 'MESSAGE';

ALTER TABLE delivery_attempt ADD COLUMN message_id UUID REFERENCES message(id) ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX delivery_attempt_message_id_idx ON delivery_attempt (message_id) WHERE message_id IS NOT NULL;

ALTER TABLE delivery_attempt
  DROP CONSTRAINT delivery_attempt_about,
  ADD CONSTRAINT delivery_attempt_about CHECK (num_nonnulls(request_id, message_id) = 1 OR purpose::text = 'NOTE');

-- Where it was sent: there it is looked up. Null: it began a thread.
ALTER TABLE delivery_attempt ADD COLUMN thread JSONB;

-- One line goes through a channel at a time (attempt-line.repository.ts), so whoever waits must be found.
CREATE UNIQUE INDEX delivery_attempt_one_sending ON delivery_attempt (session_id, channel_id) WHERE status = 'SENDING' AND purpose <> 'UPDATE';
CREATE INDEX delivery_attempt_line ON delivery_attempt (session_id, channel_id, id) WHERE ended_at IS NULL;

-- It may as well be the beginning of something new: a no says that it is.
ALTER TABLE answer_proposal ADD COLUMN fresh BOOLEAN NOT NULL DEFAULT false;

-- Who it is, in words, where an address says nothing to people.
ALTER TABLE communication_channel ADD COLUMN label TEXT;

-- Where a session that began outside goes on: one thread for each address that takes part, and a thread belongs to one session.
CREATE TABLE session_thread (
  session_id UUID NOT NULL REFERENCES chat_session(id) ON DELETE CASCADE ON UPDATE CASCADE,
  channel_id UUID NOT NULL REFERENCES communication_channel(id) ON DELETE CASCADE ON UPDATE CASCADE,
  thread JSONB NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (session_id, channel_id)
);
CREATE UNIQUE INDEX session_thread_thread ON session_thread (md5(thread::text));
CREATE INDEX session_thread_within ON session_thread USING gin (thread jsonb_path_ops);
