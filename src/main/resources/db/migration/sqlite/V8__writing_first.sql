-- A check-in's id is its message's; kind: check_in, follow_up or hurt. claimed: made before its message is.
ALTER TABLE android_checkins ADD COLUMN kind TEXT NOT NULL DEFAULT 'check_in';
ALTER TABLE android_checkins ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX demi_checkins_time ON android_checkins (created_at);

-- What she decided about writing first; the same nothing in a row is one. Without a person: about thinking aloud.
CREATE TABLE decision (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id TEXT REFERENCES users (user_id) ON DELETE CASCADE,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    times INTEGER NOT NULL,
    kind TEXT NOT NULL,
    trigger TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    emotion_state TEXT NOT NULL,
    message_id TEXT
);
CREATE INDEX demi_decision_user ON decision (user_id, place);
CREATE INDEX demi_decision_time ON decision (last_at);

-- When people want to be left alone; times of day as HH:MM.
CREATE TABLE quiet (
    user_id TEXT PRIMARY KEY REFERENCES users (user_id) ON DELETE CASCADE,
    until TEXT,
    hours_from TEXT,
    hours_to TEXT,
    zone TEXT
);

-- Messages of which a phone is still to be told; trying: one attempt is under way, and may have arrived.
CREATE TABLE notification (
    message_id TEXT PRIMARY KEY REFERENCES android_messages (message_id) ON DELETE CASCADE,
    tries INTEGER NOT NULL DEFAULT 0,
    trying INTEGER NOT NULL DEFAULT 0,
    next_at TEXT NOT NULL
);
