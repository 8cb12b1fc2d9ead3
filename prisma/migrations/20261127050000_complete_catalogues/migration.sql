-- Tells a catalogue that is read for the first time, of which searches say that it is syncing, from one read anew.
ALTER TABLE "catalogue_syncs" ADD COLUMN "complete_at" TIMESTAMPTZ(3);
UPDATE catalogue_syncs SET complete_at = finished_at;
