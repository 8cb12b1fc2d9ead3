-- A provider gives whoever speaks under an external user's name everything of that user, so one name must never stand
-- for two accounts. Row-level security hides the other account's rows from the one that asks; the owner answers for it.
CREATE FUNCTION external_user_is_taken(wanted text, account uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT 1 FROM profiles WHERE external_user_id = wanted AND account_id <> account)
$$;
-- The same for an account at a provider: one grant belongs to one account here.
CREATE FUNCTION upstream_account_is_foreign(of_provider text, wanted text, account uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (
    SELECT 1 FROM connections
    WHERE provider = of_provider AND upstream_account_id = wanted AND account_id <> account)
$$;
REVOKE ALL ON FUNCTION external_user_is_taken(text, uuid), upstream_account_is_foreign(text, text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION external_user_is_taken(text, uuid), upstream_account_is_foreign(text, text, uuid)
  TO patchbay_app;
CREATE INDEX profiles_external_user_id_idx ON profiles (external_user_id);

-- A grant that the person has just replaced is forgotten, not revoked: at the app both may be one.
ALTER TABLE revocations ADD COLUMN replaced boolean NOT NULL DEFAULT false;
