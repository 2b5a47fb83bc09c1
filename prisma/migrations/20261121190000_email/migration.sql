-- Email: tokens that tie an answer to what was sent, mailboxes that are kept in step, mail as it arrived.

-- By its hash alone a token is known again; who reads this table can answer nothing (T9).
CREATE TABLE delivery_token (
  hash BYTEA PRIMARY KEY,
  attempt_id UUID NOT NULL REFERENCES delivery_attempt(id) ON DELETE CASCADE ON UPDATE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('REPLY', 'LINK')),
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  used_at TIMESTAMPTZ(3)
);
CREATE INDEX delivery_token_attempt_id_idx ON delivery_token (attempt_id);

-- How far a mailbox was read, and when it must be looked at again: its own outbox row.
CREATE TABLE mailbox_sync (
  integration_id UUID PRIMARY KEY REFERENCES integration(id) ON DELETE CASCADE ON UPDATE CASCADE,
  history_id TEXT,
  due_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  lease UUID,
  lease_until TIMESTAMPTZ(3),
  watch_until TIMESTAMPTZ(3),
  watch_due_at TIMESTAMPTZ(3),
  synced_at TIMESTAMPTZ(3),
  last_mail_at TIMESTAMPTZ(3),
  problem TEXT
);

-- Mail as it arrived, each once for each mailbox (EML-2, EML-3).
CREATE TABLE inbound_mail (
  id UUID PRIMARY KEY,
  integration_id UUID NOT NULL REFERENCES integration(id) ON DELETE CASCADE ON UPDATE CASCADE,
  gmail_id TEXT NOT NULL,
  thread_id TEXT NOT NULL,
  label_ids TEXT[] NOT NULL,
  raw BYTEA NOT NULL,
  internal_date TIMESTAMPTZ(3) NOT NULL,
  received_at TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  read_at TIMESTAMPTZ(3),
  outcome TEXT
);
CREATE UNIQUE INDEX inbound_mail_integration_id_gmail_id_key ON inbound_mail (integration_id, gmail_id);

-- How far one looks back into a mailbox: to the oldest question that is still open.
CREATE INDEX feedback_request_open ON feedback_request (created_at) WHERE status = 'PENDING';

-- How many conversations an address began lately: a bound on machines that write to each other (T11).
CREATE INDEX session_thread_channel_id_created_at_idx ON session_thread (channel_id, created_at);

-- By what it was understood: handled once more after a crash, that is no yes to itself.
ALTER TABLE answer_proposal ADD COLUMN receipt_id UUID;
