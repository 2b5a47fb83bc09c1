-- A pass for a link or a redirect counts once, whichever process it comes back to (T14).
CREATE TABLE "spent_pass" (
    "id" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spent_pass_pkey" PRIMARY KEY ("id")
);
