-- Who somebody is: 'local' has an account and may log in; 'discord' was met there, 'discord_channel' is the conversation of a channel.
ALTER TABLE users ADD COLUMN origin TEXT NOT NULL DEFAULT 'local';

CREATE TABLE discord_people (
    kind TEXT NOT NULL,
    discord_id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    linked_user_id TEXT REFERENCES users (user_id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    met_at TEXT NOT NULL,
    PRIMARY KEY (kind, discord_id)
);
CREATE INDEX demi_discord_user ON discord_people (user_id);
CREATE UNIQUE INDEX demi_discord_linked ON discord_people (linked_user_id) WHERE linked_user_id IS NOT NULL;

-- Who said a message in a conversation that several share, and what was said there before it.
ALTER TABLE android_messages ADD COLUMN speaker TEXT;
ALTER TABLE android_messages ADD COLUMN speaker_name TEXT;
ALTER TABLE android_messages ADD COLUMN overheard TEXT;
