-- Why: a profile that is not connected keeps its wish to be the default until it connects. Safe while the old version
-- still serves: the column has a default and nothing there reads it.

-- AlterTable
ALTER TABLE "profiles" ADD COLUMN     "wants_default" BOOLEAN NOT NULL DEFAULT false;
