-- Which processes there are, for operators and for shares of limits (OPS-1). In PostgreSQL, because it is looked at most when
-- Redis is gone. Every value comes again with the next beat: nothing is lost with the table.
CREATE TABLE "process" (
    "id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "draining" BOOLEAN NOT NULL DEFAULT false,
    "sockets" INTEGER NOT NULL DEFAULT 0,
    "sessions" INTEGER NOT NULL DEFAULT 0,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "process_pkey" PRIMARY KEY ("id")
);
