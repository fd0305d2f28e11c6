-- Where the pictures are that came with a message, an address a line. They are looked at when they are needed, and not kept.
ALTER TABLE android_messages ADD COLUMN pictures TEXT;
