-- The tables of the earlier Python server. A database of its own has them already, and stays as it is.
CREATE TABLE IF NOT EXISTS users (
    user_id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    username TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_login TEXT,
    is_active INTEGER NOT NULL DEFAULT 1,
    failed_login_attempts INTEGER NOT NULL DEFAULT 0,
    locked_until TEXT
);

CREATE TABLE IF NOT EXISTS sessions (
    session_id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    device_name TEXT,
    device_fingerprint TEXT,
    refresh_token_hash TEXT,
    created_at TEXT NOT NULL,
    last_activity TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    is_active INTEGER NOT NULL DEFAULT 1
);

CREATE TABLE IF NOT EXISTS android_messages (
    message_id TEXT PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    sender TEXT NOT NULL,
    content TEXT NOT NULL,
    emotion_state TEXT,
    status TEXT NOT NULL DEFAULT 'sent',
    delivered_at TEXT,
    read_at TEXT,
    created_at TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS android_checkins (
    checkin_id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    trigger TEXT,
    emotion_state TEXT,
    was_ignored INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS discord_rambles (
    ramble_id TEXT PRIMARY KEY,
    channel_id TEXT NOT NULL,
    content TEXT NOT NULL,
    emotion_state TEXT,
    trigger TEXT,
    created_at TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS emotional_state (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    timestamp TEXT NOT NULL UNIQUE,
    loneliness REAL NOT NULL,
    excitement REAL NOT NULL,
    frustration REAL NOT NULL,
    jealousy REAL NOT NULL,
    vulnerability REAL NOT NULL,
    confidence REAL NOT NULL,
    curiosity REAL NOT NULL,
    affection REAL NOT NULL,
    defensiveness REAL NOT NULL,
    momentum_json TEXT,
    notes TEXT
);

CREATE TABLE IF NOT EXISTS interaction_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    timestamp TEXT NOT NULL,
    interaction_type TEXT NOT NULL,
    user_message TEXT,
    state_before_json TEXT,
    state_after_json TEXT,
    effects_json TEXT,
    confidence_level REAL,
    notes TEXT
);
