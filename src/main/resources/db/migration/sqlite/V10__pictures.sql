-- Where the pictures are that came with a message, an address a line. They are looked at when they are needed, and not kept.
ALTER TABLE android_messages ADD COLUMN pictures TEXT;
-- Whether an answer to somebody on Discord has arrived there.
ALTER TABLE android_messages ADD COLUMN posted INTEGER NOT NULL DEFAULT 0;
