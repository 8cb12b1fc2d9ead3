-- Apps are found however their name is written: `googlesheets` for a provider that calls it `google_sheets`. The slug
-- without what separates its words, then the name likewise, with a space between them.
ALTER TABLE apps ADD COLUMN plain text NOT NULL GENERATED ALWAYS AS (
  regexp_replace(lower(slug), '[^a-z0-9]', '', 'g') || ' ' || regexp_replace(lower(name), '[^a-z0-9]', '', 'g')
) STORED;
CREATE INDEX apps_plain ON apps USING gin (plain gin_trgm_ops) WITH (fastupdate = off);
CREATE INDEX apps_plain_slug ON apps (split_part(plain, ' ', 1));

-- A catalogue that was read from the sandbox is not the one of the provider, however fresh it is.
ALTER TABLE "catalogue_syncs" ADD COLUMN "source" TEXT;
