-- Where each person's phone is told; token may write there, client_token may look what has arrived. Both have to be readable.
CREATE TABLE notification_target (
    user_id TEXT PRIMARY KEY REFERENCES users (user_id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    server TEXT NOT NULL,
    topic TEXT NOT NULL,
    token TEXT,
    client_token TEXT,
    text INTEGER NOT NULL
);

-- A try of it may have arrived.
ALTER TABLE notification ADD COLUMN doubt INTEGER NOT NULL DEFAULT 0;
