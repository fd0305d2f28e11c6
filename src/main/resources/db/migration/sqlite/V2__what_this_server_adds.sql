-- client_id: the client's own id of a message. seq: its place among all messages (filled by V4).
-- turn: 'open' until it is answered. holding: stands in for an answer. answers: the message whose turn it ended.
ALTER TABLE android_messages ADD COLUMN client_id TEXT;
ALTER TABLE android_messages ADD COLUMN seq INTEGER;
ALTER TABLE android_messages ADD COLUMN turn TEXT NOT NULL DEFAULT 'closed';
ALTER TABLE android_messages ADD COLUMN holding INTEGER NOT NULL DEFAULT 0;
ALTER TABLE android_messages ADD COLUMN answers TEXT;

ALTER TABLE sessions ADD COLUMN previous_refresh_token_hash TEXT;
ALTER TABLE sessions ADD COLUMN rotation INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN rotated_at TEXT;

ALTER TABLE interaction_log ADD COLUMN message_id TEXT;

-- What the model has read and written, a person, byte for byte.
CREATE TABLE transcript (
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (user_id, position)
);

-- Attempts to log in with an e-mail that has no account.
CREATE TABLE login_failures (
    email_hash TEXT PRIMARY KEY,
    failed_attempts INTEGER NOT NULL,
    locked_until TEXT,
    last_attempt TEXT NOT NULL
);

CREATE TABLE memory (
    memory_id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    created_at TEXT NOT NULL
);

-- SQLite lets a text key be null; a message without an id could be neither sent nor read.
UPDATE android_messages SET message_id = lower(hex(randomblob(16))) WHERE message_id IS NULL;
