-- A grant that died at Composio was noticed at the next probe only, up to an hour later. The service tells an address of
-- ours by itself; what it signs is checked with a secret that is kept here, sealed. A new table: safe at any time.
-- CreateTable
CREATE TABLE "provider_webhooks" (
    "provider" TEXT NOT NULL,
    "upstream_id" TEXT NOT NULL,
    "master_version" INTEGER NOT NULL,
    "sealed_secret" BYTEA NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "provider_webhooks_pkey" PRIMARY KEY ("provider")
);
