-- What a device shows to be known again: a hash of the key that it got at its login.
ALTER TABLE sessions ADD COLUMN device_key_hash TEXT;

-- Wrong passwords from a device that was logged in before, which the account's own lock does not keep out.
CREATE TABLE device_failures (
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    device TEXT NOT NULL,
    failed_attempts INTEGER NOT NULL,
    locked_until TEXT,
    PRIMARY KEY (user_id, device)
);

-- What is told to a person's devices: a login from a new one, a lock-out, a changed password. The newest of each person are kept.
CREATE TABLE account_events (
    event_id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    device_name TEXT,
    session_id TEXT
);
CREATE INDEX demi_account_events_user ON account_events (user_id, event_id);

-- The second factor: its secret (Base32, which has to be readable), since when it counts (null: not confirmed yet), and the newest
-- time step of which a code was used.
ALTER TABLE users ADD COLUMN totp_secret TEXT;
ALTER TABLE users ADD COLUMN totp_since TEXT;
ALTER TABLE users ADD COLUMN totp_step INTEGER NOT NULL DEFAULT 0;

-- SHA-256 of random codes, each good once.
CREATE TABLE recovery_codes (
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);

-- Passwords for one device each, SHA-256 of a random one; sessions that were opened with one end with it.
CREATE TABLE app_passwords (
    app_password_id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_used TEXT
);
CREATE UNIQUE INDEX demi_app_passwords_hash ON app_passwords (user_id, password_hash);
ALTER TABLE sessions ADD COLUMN app_password_id TEXT;

-- Times that an earlier version could not read and left as they were: as text they are later than today.
UPDATE android_messages SET created_at = '1970-01-01T00:00:00.000000+00:00'
WHERE created_at NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]+00:00';
UPDATE android_checkins SET created_at = '1970-01-01T00:00:00.000000+00:00'
WHERE created_at NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]+00:00';
UPDATE discord_rambles SET created_at = '1970-01-01T00:00:00.000000+00:00'
WHERE created_at NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]+00:00';
