-- What a message of hers asks after: a memory, and which time of it (a yearly one has many), so that she does so once.
ALTER TABLE android_checkins ADD COLUMN memory_id TEXT;
ALTER TABLE android_checkins ADD COLUMN occasion TEXT;
CREATE UNIQUE INDEX demi_checkins_occasion ON android_checkins (user_id, memory_id, occasion) WHERE memory_id IS NOT NULL;
ALTER TABLE decision ADD COLUMN memory_id TEXT;
-- Whether she may be sharp with somebody or hurt when they do not answer; NULL as the settings have it.
ALTER TABLE quiet ADD COLUMN hurt_tones INTEGER;
