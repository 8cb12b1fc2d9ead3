-- Pipedream weighs its apps, Composio sorts them by use, databases are not measured at all; ordered by these figures,
-- a list of all showed one provider's apps before the other's. The place within the provider can be compared.
-- Safe while the former version serves: it orders by popularity, only slower, and its apps are ranked at the next sync.
ALTER TABLE "apps" ALTER COLUMN "popularity" DROP NOT NULL,
  ADD COLUMN "rank" INTEGER NOT NULL DEFAULT 1000000;

UPDATE "apps" SET "popularity" = NULL WHERE "provider" = 'database';
UPDATE "apps" SET "rank" = ranked."rank"
FROM (
  SELECT "provider", "slug", CASE WHEN "popularity" IS NULL THEN 20
    ELSE row_number() OVER (PARTITION BY "provider" ORDER BY "popularity" DESC NULLS LAST, "slug") END AS "rank"
  FROM "apps" WHERE "removed_at" IS NULL
) AS ranked
WHERE "apps"."provider" = ranked."provider" AND "apps"."slug" = ranked."slug";

DROP INDEX "apps_popularity_slug_idx";
CREATE INDEX "apps_rank_slug_provider_idx" ON "apps"("rank", "slug", "provider");
