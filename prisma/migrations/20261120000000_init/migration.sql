-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "UserRole" AS ENUM ('ADMIN', 'MEMBER');

-- CreateEnum
CREATE TYPE "SessionStatus" AS ENUM ('ACTIVE', 'ARCHIVED');

-- CreateEnum
CREATE TYPE "PreferredChannel" AS ENUM ('AUTO', 'WEB', 'EMAIL', 'SLACK');

-- CreateEnum
CREATE TYPE "MessageType" AS ENUM ('TEXT', 'NOTICE', 'FEEDBACK_REQUEST', 'FEEDBACK_RESPONSE');

-- CreateEnum
CREATE TYPE "MessageStatus" AS ENUM ('PENDING', 'STREAMING', 'SENT', 'FAILED');

-- CreateEnum
CREATE TYPE "MessageRole" AS ENUM ('USER', 'AGENT', 'SYSTEM');

-- CreateEnum
CREATE TYPE "RunStatus" AS ENUM ('QUEUED', 'RUNNING', 'WAITING_FOR_FEEDBACK', 'COMPLETED', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "AgentStatus" AS ENUM ('IDLE', 'THINKING', 'ACTING', 'WAITING_FOR_FEEDBACK', 'COMPLETED', 'FAILED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "StepKind" AS ENUM ('STEP', 'THINK', 'SAY', 'ASK', 'HISTORY', 'TOOL', 'DELEGATE');

-- CreateEnum
CREATE TYPE "StepStatus" AS ENUM ('RUNNING', 'WAITING', 'COMPLETED', 'FAILED');

-- CreateEnum
CREATE TYPE "FeedbackType" AS ENUM ('TEXT', 'CHOICE', 'MULTI_CHOICE', 'APPROVAL', 'FORM', 'NOTICE');

-- CreateEnum
CREATE TYPE "FeedbackStatus" AS ENUM ('PENDING', 'ANSWERED', 'EXPIRED', 'CANCELLED', 'UNDELIVERABLE');

-- CreateEnum
CREATE TYPE "ExpiryPolicy" AS ENUM ('PARK', 'DEFAULT', 'FAIL');

-- CreateEnum
CREATE TYPE "Urgency" AS ENUM ('LOW', 'NORMAL', 'HIGH');

-- CreateEnum
CREATE TYPE "ResponseOutcome" AS ENUM ('APPLIED', 'SUPERSEDED', 'LATE');

-- CreateEnum
CREATE TYPE "ChannelType" AS ENUM ('WEB', 'EMAIL', 'SLACK');

-- CreateEnum
CREATE TYPE "ChannelStatus" AS ENUM ('UNVERIFIED', 'ACTIVE', 'DEGRADED', 'DISCONNECTED');

-- CreateEnum
CREATE TYPE "IntegrationStatus" AS ENUM ('ACTIVE', 'NEEDS_REAUTH', 'DISABLED');

-- CreateEnum
CREATE TYPE "DeliveryStatus" AS ENUM ('PENDING', 'SENDING', 'ACCEPTED', 'FAILED', 'UNKNOWN');

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" "UserRole" NOT NULL DEFAULT 'MEMBER',
    "password_hash" TEXT NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login_session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "client_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "login_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh_token" (
    "hash" BYTEA NOT NULL,
    "login_session_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "access_token" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "integration" (
    "id" UUID NOT NULL,
    "type" "ChannelType" NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" "IntegrationStatus" NOT NULL DEFAULT 'ACTIVE',
    "secrets" BYTEA,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "integration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "communication_channel" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "type" "ChannelType" NOT NULL,
    "integration_id" UUID,
    "address" TEXT NOT NULL,
    "status" "ChannelStatus" NOT NULL DEFAULT 'UNVERIFIED',
    "position" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "communication_channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_session" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "agent" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "status" "SessionStatus" NOT NULL DEFAULT 'ACTIVE',
    "preferred_channel" "PreferredChannel" NOT NULL DEFAULT 'AUTO',
    "last_seq" INTEGER NOT NULL DEFAULT 0,
    "read_seq" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chat_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_event" (
    "session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_event_pkey" PRIMARY KEY ("session_id","seq")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "role" "MessageRole" NOT NULL,
    "type" "MessageType" NOT NULL DEFAULT 'TEXT',
    "status" "MessageStatus" NOT NULL,
    "text" TEXT NOT NULL,
    "channel" "ChannelType" NOT NULL,
    "author" TEXT NOT NULL,
    "run_id" UUID,
    "feedback_request_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_run" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "agent" TEXT NOT NULL,
    "status" "RunStatus" NOT NULL DEFAULT 'QUEUED',
    "error" TEXT,
    "taken_seq" INTEGER NOT NULL DEFAULT 0,
    "wake_count" INTEGER NOT NULL DEFAULT 0,
    "seen_wake" INTEGER NOT NULL DEFAULT 0,
    "lease_version" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "crashes" INTEGER NOT NULL DEFAULT 0,
    "retry_of" UUID,
    "matched_steps" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "agent_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_step" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "StepKind" NOT NULL,
    "status" "StepStatus" NOT NULL,
    "position" INTEGER NOT NULL,
    "result" JSONB,
    "error" JSONB,
    "note" TEXT,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "agent_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent_state" (
    "session_id" UUID NOT NULL,
    "status" "AgentStatus" NOT NULL DEFAULT 'IDLE',
    "run_id" UUID,
    "step" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agent_state_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "feedback_request" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "step_key" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "assignee_id" UUID NOT NULL,
    "type" "FeedbackType" NOT NULL,
    "status" "FeedbackStatus" NOT NULL DEFAULT 'PENDING',
    "urgency" "Urgency" NOT NULL DEFAULT 'NORMAL',
    "on_expiry" "ExpiryPolicy" NOT NULL DEFAULT 'PARK',
    "question" JSONB NOT NULL,
    "binding_hash" TEXT,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "feedback_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feedback_response" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "outcome" "ResponseOutcome" NOT NULL,
    "channel" "ChannelType" NOT NULL,
    "raw" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feedback_response_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery_attempt" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "attempt_no" INTEGER NOT NULL,
    "status" "DeliveryStatus" NOT NULL DEFAULT 'PENDING',
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "receipt" JSONB,
    "error_kind" TEXT,
    "error" TEXT,

    CONSTRAINT "delivery_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_receipt" (
    "id" UUID NOT NULL,
    "source" "ChannelType" NOT NULL,
    "external_id" TEXT NOT NULL,
    "raw" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "handled_at" TIMESTAMPTZ(3),
    "outcome" TEXT,

    CONSTRAINT "inbound_receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_job" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outbox_job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE INDEX "login_session_user_id_idx" ON "login_session"("user_id");

-- CreateIndex
CREATE INDEX "refresh_token_login_session_id_idx" ON "refresh_token"("login_session_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_token_hash_key" ON "access_token"("hash");

-- CreateIndex
CREATE INDEX "access_token_user_id_idx" ON "access_token"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "integration_type_external_id_key" ON "integration"("type", "external_id");

-- CreateIndex
CREATE INDEX "communication_channel_user_id_idx" ON "communication_channel"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "communication_channel_type_address_key" ON "communication_channel"("type", "address");

-- CreateIndex
CREATE INDEX "chat_session_owner_id_status_updated_at_id_idx" ON "chat_session"("owner_id", "status", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "message_session_id_seq_key" ON "message"("session_id", "seq");

-- CreateIndex
CREATE INDEX "agent_run_session_id_created_at_idx" ON "agent_run"("session_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "agent_step_run_id_key_key" ON "agent_step"("run_id", "key");

-- CreateIndex
CREATE INDEX "feedback_request_assignee_id_status_created_at_idx" ON "feedback_request"("assignee_id", "status", "created_at");

-- CreateIndex
CREATE INDEX "feedback_request_session_id_status_idx" ON "feedback_request"("session_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "feedback_request_run_id_step_key_key" ON "feedback_request"("run_id", "step_key");

-- CreateIndex
CREATE INDEX "feedback_response_request_id_idx" ON "feedback_response"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_attempt_request_id_channel_id_attempt_no_key" ON "delivery_attempt"("request_id", "channel_id", "attempt_no");

-- CreateIndex
CREATE UNIQUE INDEX "inbound_receipt_source_external_id_key" ON "inbound_receipt"("source", "external_id");

-- CreateIndex
CREATE INDEX "outbox_job_available_at_idx" ON "outbox_job"("available_at");

-- AddForeignKey
ALTER TABLE "login_session" ADD CONSTRAINT "login_session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_login_session_id_fkey" FOREIGN KEY ("login_session_id") REFERENCES "login_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_token" ADD CONSTRAINT "access_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "communication_channel" ADD CONSTRAINT "communication_channel_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "communication_channel" ADD CONSTRAINT "communication_channel_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integration"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_session" ADD CONSTRAINT "chat_session_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_event" ADD CONSTRAINT "session_event_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "chat_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "chat_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_run" ADD CONSTRAINT "agent_run_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "chat_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_step" ADD CONSTRAINT "agent_step_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "agent_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agent_state" ADD CONSTRAINT "agent_state_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "chat_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback_request" ADD CONSTRAINT "feedback_request_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "chat_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback_request" ADD CONSTRAINT "feedback_request_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "agent_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback_request" ADD CONSTRAINT "feedback_request_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback_response" ADD CONSTRAINT "feedback_response_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "feedback_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feedback_response" ADD CONSTRAINT "feedback_response_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "feedback_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempt" ADD CONSTRAINT "delivery_attempt_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "communication_channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- ---------------------------------------------------------------------------------------------------------------
-- The invariants that hold without the code's help (reference/reliability.md I2, I3, I10, I20).
-- ---------------------------------------------------------------------------------------------------------------

-- I10: `seq` is 1..n without holes by construction. The counter moves under the session's row lock, in the writer's
-- transaction, so no event commits behind a reader's cursor and a rollback gives the number back. Never update
-- chat_session in the same statement that inserts events: PostgreSQL refuses the second change of one row.
CREATE FUNCTION session_event_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE chat_session SET last_seq = last_seq + 1, updated_at = now() WHERE id = NEW.session_id RETURNING last_seq INTO NEW.seq;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'session % does not exist', NEW.session_id USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER session_event_number BEFORE INSERT ON session_event FOR EACH ROW EXECUTE FUNCTION session_event_number();

CREATE FUNCTION chat_session_seq_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'last_seq moves only with an event' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER chat_session_seq_guard BEFORE UPDATE OF last_seq ON chat_session
  FOR EACH ROW WHEN (OLD.last_seq IS DISTINCT FROM NEW.last_seq) EXECUTE FUNCTION chat_session_seq_guard();

-- Rows of a session that is deleted as a whole may go with it; nothing else may be deleted or rewritten.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % is not allowed: the row is final', TG_OP, TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE FUNCTION refuse_event_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM chat_session WHERE id = OLD.session_id) THEN
    RAISE EXCEPTION 'the session log is append-only' USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER session_event_append_only BEFORE UPDATE ON session_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER session_event_no_delete BEFORE DELETE ON session_event FOR EACH ROW EXECUTE FUNCTION refuse_event_delete();

-- I2: a terminal status never changes.
CREATE TRIGGER feedback_request_final BEFORE UPDATE ON feedback_request
  FOR EACH ROW WHEN (OLD.status <> 'PENDING') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER feedback_request_starts_pending BEFORE INSERT ON feedback_request
  FOR EACH ROW WHEN (NEW.status <> 'PENDING') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER feedback_response_final BEFORE UPDATE ON feedback_response FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER message_final BEFORE UPDATE ON message
  FOR EACH ROW WHEN (OLD.status IN ('SENT', 'FAILED')) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agent_run_final BEFORE UPDATE ON agent_run
  FOR EACH ROW WHEN (OLD.status IN ('COMPLETED', 'FAILED', 'CANCELLED')) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agent_step_final BEFORE UPDATE ON agent_step
  FOR EACH ROW WHEN (OLD.status = 'COMPLETED') EXECUTE FUNCTION refuse_change();
CREATE TRIGGER delivery_attempt_final BEFORE UPDATE ON delivery_attempt
  FOR EACH ROW WHEN (OLD.status IN ('ACCEPTED', 'FAILED')) EXECUTE FUNCTION refuse_change();

ALTER TABLE feedback_request
  ADD CONSTRAINT feedback_request_settled CHECK ((status = 'PENDING') = (settled_at IS NULL)),
  ADD CONSTRAINT feedback_request_bound CHECK ((type = 'APPROVAL') = (binding_hash IS NOT NULL));
ALTER TABLE agent_run
  ADD CONSTRAINT agent_run_ended CHECK ((status IN ('COMPLETED', 'FAILED', 'CANCELLED')) = (ended_at IS NOT NULL));
ALTER TABLE app_user ADD CONSTRAINT app_user_email_lower CHECK (email = lower(email));

-- I3: at most one applied response per request; ANSWERED means exactly one. Checked at commit, because request and
-- response are written by one statement in either order.
CREATE UNIQUE INDEX feedback_response_one_applied ON feedback_response (request_id) WHERE outcome = 'APPLIED';
CREATE FUNCTION feedback_answer_pairs() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  request uuid := CASE WHEN TG_TABLE_NAME = 'feedback_request' THEN (to_jsonb(NEW) ->> 'id')::uuid ELSE (to_jsonb(NEW) ->> 'request_id')::uuid END;
BEGIN
  IF (SELECT status = 'ANSWERED' FROM feedback_request WHERE id = request)
     <> EXISTS (SELECT 1 FROM feedback_response WHERE request_id = request AND outcome = 'APPLIED') THEN
    RAISE EXCEPTION 'request % must be ANSWERED exactly when it has an applied response', request USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER feedback_request_answered AFTER UPDATE OF status ON feedback_request DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.status = 'ANSWERED') EXECUTE FUNCTION feedback_answer_pairs();
CREATE CONSTRAINT TRIGGER feedback_response_applied AFTER INSERT ON feedback_response DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.outcome = 'APPLIED') EXECUTE FUNCTION feedback_answer_pairs();

-- At most one active run per session: a message that arrives meanwhile steers it (SES-3).
CREATE UNIQUE INDEX agent_run_one_active ON agent_run (session_id)
  WHERE status IN ('QUEUED', 'RUNNING', 'WAITING_FOR_FEEDBACK');

-- What the sweeper looks for.
CREATE INDEX agent_run_due ON agent_run (lease_until)
  WHERE status IN ('QUEUED', 'RUNNING') OR (status = 'WAITING_FOR_FEEDBACK' AND wake_count > seen_wake);
CREATE INDEX feedback_request_due ON feedback_request (expires_at) WHERE status = 'PENDING' AND expires_at IS NOT NULL;
CREATE INDEX delivery_attempt_due ON delivery_attempt (due_at) WHERE status IN ('PENDING', 'SENDING');
CREATE INDEX message_of_run ON message (run_id) WHERE run_id IS NOT NULL;
