-- Ladder, retries, fallback, switching, preferences (PRODUCT.md FB-3 to FB-16).

-- CreateEnum
CREATE TYPE "DeliveryPurpose" AS ENUM ('REQUEST', 'REMINDER', 'UPDATE', 'NOTE');

-- AlterEnum
ALTER TYPE "DeliveryStatus" ADD VALUE 'SKIPPED';

-- AlterTable
ALTER TABLE "communication_channel" ADD COLUMN     "problem" TEXT,
ADD COLUMN     "wait_ms" INTEGER;

-- AlterTable
ALTER TABLE "delivery_attempt" ADD COLUMN     "climb" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "dead" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "lease_until" TIMESTAMPTZ(3),
ADD COLUMN     "lookups" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "note" JSONB,
ADD COLUMN     "purpose" "DeliveryPurpose" NOT NULL DEFAULT 'REQUEST',
ADD COLUMN     "retry_at" TIMESTAMPTZ(3),
ADD COLUMN     "retry_of" UUID,
ADD COLUMN     "returned" TEXT,
ADD COLUMN     "session_id" UUID,
ADD COLUMN     "target_id" UUID,
ADD COLUMN     "try_no" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "why" TEXT NOT NULL DEFAULT 'first',
ALTER COLUMN "request_id" DROP NOT NULL,
ALTER COLUMN "attempt_no" SET DEFAULT 0;

-- AlterTable
ALTER TABLE "feedback_request" ADD COLUMN     "climb" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "climb_why" TEXT NOT NULL DEFAULT 'first',
ADD COLUMN     "delegation" JSONB,
ADD COLUMN     "given_up_at" TIMESTAMPTZ(3),
ADD COLUMN     "next_rung_at" TIMESTAMPTZ(3),
ADD COLUMN     "reminders" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "seen_at" TIMESTAMPTZ(3),
ADD COLUMN     "sent_outside" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "snoozed_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "inbound_receipt" ADD COLUMN     "target" JSONB;

-- AlterTable
ALTER TABLE "outbox_job" ADD COLUMN     "dead_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "channel_verification" (
    "channel_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "channel_verification_pkey" PRIMARY KEY ("channel_id")
);

-- CreateTable
CREATE TABLE "contact_preference" (
    "user_id" UUID NOT NULL,
    "time_zone" TEXT NOT NULL,
    "quiet_from" TEXT,
    "quiet_to" TEXT,
    "reminder_minutes" INTEGER,

    CONSTRAINT "contact_preference_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "answer_proposal" (
    "request_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "channel" "ChannelType" NOT NULL,
    "answer" JSONB NOT NULL,
    "raw" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "answer_proposal_pkey" PRIMARY KEY ("request_id","user_id","channel")
);

-- DropIndex
DROP INDEX "communication_channel_type_address_key";

-- CreateIndex
CREATE INDEX "communication_channel_type_address_idx" ON "communication_channel"("type", "address");

-- DropIndex
DROP INDEX "delivery_attempt_request_id_channel_id_attempt_no_key";

-- CreateIndex
CREATE UNIQUE INDEX "delivery_attempt_request_id_attempt_no_key" ON "delivery_attempt"("request_id", "attempt_no");

-- CreateIndex
CREATE INDEX "delivery_attempt_session_id_channel_id_idx" ON "delivery_attempt"("session_id", "channel_id");

-- CreateIndex
CREATE INDEX "delivery_attempt_target_id_idx" ON "delivery_attempt"("target_id");

-- CreateIndex
CREATE INDEX "delivery_attempt_retry_of_idx" ON "delivery_attempt"("retry_of");

-- AddForeignKey
ALTER TABLE "channel_verification" ADD CONSTRAINT "channel_verification_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "communication_channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_preference" ADD CONSTRAINT "contact_preference_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_proposal" ADD CONSTRAINT "answer_proposal_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "feedback_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "chat_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Attempts that stand already belong to their request's session. Their rows are final, so the guard rests meanwhile.
ALTER TABLE delivery_attempt DISABLE TRIGGER delivery_attempt_final;
UPDATE delivery_attempt a SET session_id = f.session_id FROM feedback_request f WHERE f.id = a.request_id;
ALTER TABLE delivery_attempt ENABLE TRIGGER delivery_attempt_final;
ALTER TABLE delivery_attempt ALTER COLUMN session_id SET NOT NULL;

-- I2, for attempts: what is known of a send is final, also that nobody will ever know. As text: a value that an enum
-- got in this transaction may not be named in it.
DROP TRIGGER delivery_attempt_final ON delivery_attempt;
CREATE TRIGGER delivery_attempt_final BEFORE UPDATE ON delivery_attempt
  FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL AND (OLD.returned IS NOT NULL
    OR to_jsonb(NEW) - 'returned' IS DISTINCT FROM to_jsonb(OLD) - 'returned')) EXECUTE FUNCTION refuse_change();
ALTER TABLE delivery_attempt
  ADD CONSTRAINT delivery_attempt_ended CHECK (
    CASE status::text WHEN 'PENDING' THEN ended_at IS NULL WHEN 'SENDING' THEN ended_at IS NULL
      WHEN 'UNKNOWN' THEN true ELSE ended_at IS NOT NULL END),
  ADD CONSTRAINT delivery_attempt_leased CHECK (status::text <> 'SENDING' OR lease_until IS NOT NULL) NOT VALID,
  ADD CONSTRAINT delivery_attempt_returned CHECK (returned IS NULL OR (returned IN ('away', 'bounced') AND ended_at IS NOT NULL)),
  ADD CONSTRAINT delivery_attempt_noted CHECK ((purpose::text = 'NOTE') = (note IS NOT NULL)),
  ADD CONSTRAINT delivery_attempt_aimed CHECK ((purpose::text = 'UPDATE') = (target_id IS NOT NULL)),
  ADD CONSTRAINT delivery_attempt_about CHECK (request_id IS NOT NULL OR purpose::text = 'NOTE');

-- The ladder climbs one rung at a time: a climb has one attempt under way, never two.
CREATE UNIQUE INDEX delivery_attempt_one_under_way ON delivery_attempt (request_id, climb)
  WHERE ended_at IS NULL AND purpose IN ('REQUEST', 'REMINDER');

-- Numbered like the steps of a run: by a trigger that sees what committed before it, under the session's lock.
CREATE FUNCTION delivery_attempt_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.attempt_no := coalesce((SELECT max(attempt_no) + 1 FROM delivery_attempt WHERE request_id = NEW.request_id), 1);
  RETURN NEW;
END $$;
CREATE TRIGGER delivery_attempt_number BEFORE INSERT ON delivery_attempt
  FOR EACH ROW EXECUTE FUNCTION delivery_attempt_number();

-- An address is one person's at a time. Who gave it up keeps the row for its history, and nothing goes there any more.
CREATE UNIQUE INDEX communication_channel_owned ON communication_channel (type, address)
  WHERE NOT (status = 'DISCONNECTED' AND verified_at IS NULL);

ALTER TABLE contact_preference ADD CONSTRAINT contact_preference_quiet CHECK ((quiet_from IS NULL) = (quiet_to IS NULL));

-- What the sweeper looks for.
DROP INDEX delivery_attempt_due;
CREATE INDEX delivery_attempt_due ON delivery_attempt (due_at) WHERE ended_at IS NULL;
CREATE INDEX feedback_request_climbing ON feedback_request (next_rung_at) WHERE status = 'PENDING' AND next_rung_at IS NOT NULL;
-- What a reply in a thread looks for: a thread stands in each of its receipts.
CREATE INDEX delivery_attempt_receipt ON delivery_attempt USING gin (receipt jsonb_path_ops) WHERE receipt IS NOT NULL;
-- What operators look for.
CREATE INDEX delivery_attempt_dead ON delivery_attempt (id) WHERE dead;
CREATE INDEX feedback_request_given_up ON feedback_request (given_up_at) WHERE given_up_at IS NOT NULL;
-- A dead job waits for an operator, not for the relay.
DROP INDEX outbox_job_available_at_idx;
CREATE INDEX outbox_job_available_at_idx ON outbox_job (available_at) WHERE dead_at IS NULL;

-- The kind of job that brought a question to the web. Attempts that are under way are found by the sweeper.
DELETE FROM outbox_job WHERE kind = 'deliver-request';
