-- Why: what somebody agrees to while the profile is being removed must still be revoked at the provider, so the attempt
-- outlives its profile. Safe while the former version serves: it ends such an attempt with a profile of its own.

-- DropForeignKey
ALTER TABLE "connect_attempts" DROP CONSTRAINT "connect_attempts_profile_id_fkey";

-- AddForeignKey
ALTER TABLE "connect_attempts" ADD CONSTRAINT "connect_attempts_profile_id_fkey" FOREIGN KEY ("profile_id") REFERENCES "profiles"("id") ON DELETE SET NULL ON UPDATE CASCADE;
