-- How an integration does, as far as somebody looked (OPS-3): what its token is good for, and the last canary round trip.
CREATE TABLE "integration_health" (
    "integration_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "result" TEXT,
    "message" TEXT,
    "scopes" TEXT[],
    "canary_key" TEXT,
    "canary_at" TIMESTAMPTZ(3),
    "canary_received_at" TIMESTAMPTZ(3),
    "canary_place" JSONB,
    "canary_problem" TEXT,

    CONSTRAINT "integration_health_pkey" PRIMARY KEY ("integration_id")
);
ALTER TABLE "integration_health" ADD CONSTRAINT "integration_health_integration_id_fkey"
  FOREIGN KEY ("integration_id") REFERENCES "integration"("id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE UNIQUE INDEX "integration_health_canary_key_key" ON "integration_health"("canary_key");
