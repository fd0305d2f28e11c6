-- stopped: a reply that was cut off. edited: the person has changed it since. unasked: she wrote it first.
-- removed_replies: how many replies to it were taken back.
ALTER TABLE android_messages ADD COLUMN stopped INTEGER NOT NULL DEFAULT 0;
ALTER TABLE android_messages ADD COLUMN edited INTEGER NOT NULL DEFAULT 0;
ALTER TABLE android_messages ADD COLUMN unasked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE android_messages ADD COLUMN removed_replies INTEGER NOT NULL DEFAULT 0;
UPDATE android_messages SET unasked = 1 WHERE message_id IN (SELECT checkin_id FROM android_checkins);
CREATE INDEX demi_messages_answers ON android_messages (answers) WHERE answers IS NOT NULL;
-- Of which message a line is; NULL where that was not kept.
ALTER TABLE transcript ADD COLUMN message_id TEXT;
