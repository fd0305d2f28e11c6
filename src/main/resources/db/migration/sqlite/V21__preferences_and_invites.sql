-- How somebody wants the pages to be: language en or de, theme light or dark, text_size small or large; NULL as their device has it.
ALTER TABLE users ADD COLUMN language TEXT;
ALTER TABLE users ADD COLUMN theme TEXT;
ALTER TABLE users ADD COLUMN text_size TEXT;

-- Links by which the owner lets somebody make an account of their own: a SHA-256 of a random code, good once. name: what she is to
-- call them.
CREATE TABLE invite (
    invite_id TEXT PRIMARY KEY,
    code_hash TEXT NOT NULL UNIQUE,
    name TEXT,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
);
