-- Keys that act for one account; a workspace of the demo's own; sessions that ended before their cookie did; addresses
-- that were proven rather than claimed. New columns with defaults and a new table: safe while the old version serves.
-- AlterTable
ALTER TABLE "users" ADD COLUMN     "email_proven" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "is_demo" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "account_id" UUID;

-- CreateTable
CREATE TABLE "ended_sessions" (
    "id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ended_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ended_sessions_expires_at_idx" ON "ended_sessions"("expires_at");

-- CreateIndex
CREATE INDEX "api_keys_account_id_idx" ON "api_keys"("account_id");

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The demo was let into the first workspace there was; whatever its visitor owns is the demo's.
UPDATE workspaces SET is_demo = true WHERE id IN (
  SELECT workspace_id FROM memberships JOIN users ON users.id = user_id WHERE users.is_demo);

-- Whoever came through a link that anybody could open typed the address themselves.
UPDATE users SET email_proven = true WHERE NOT is_demo AND id NOT IN (
  SELECT accepted_by FROM invites WHERE email IS NULL AND accepted_by IS NOT NULL);

DROP TRIGGER announce_change ON workspaces;
CREATE TRIGGER announce_change AFTER INSERT OR UPDATE OR DELETE ON workspaces
  FOR EACH ROW EXECUTE FUNCTION announce_change();
CREATE TRIGGER announce_change AFTER INSERT ON ended_sessions
  FOR EACH ROW EXECUTE FUNCTION announce_change();
