-- seq: the place of a row among all of its table, in the order of writing. The number of the row did that until now, which other
-- databases do not have. A trigger gives it, whoever writes.
ALTER TABLE users ADD COLUMN seq INTEGER;
ALTER TABLE sessions ADD COLUMN seq INTEGER;
ALTER TABLE app_passwords ADD COLUMN seq INTEGER;
ALTER TABLE emotional_state ADD COLUMN seq INTEGER;
ALTER TABLE interaction_log ADD COLUMN seq INTEGER;

UPDATE users SET seq = ordered.place
FROM (SELECT rowid AS at, row_number() OVER (ORDER BY rowid) AS place FROM users) AS ordered
WHERE ordered.at = users.rowid;
UPDATE sessions SET seq = ordered.place
FROM (SELECT rowid AS at, row_number() OVER (ORDER BY rowid) AS place FROM sessions) AS ordered
WHERE ordered.at = sessions.rowid;
UPDATE app_passwords SET seq = ordered.place
FROM (SELECT rowid AS at, row_number() OVER (ORDER BY rowid) AS place FROM app_passwords) AS ordered
WHERE ordered.at = app_passwords.rowid;
UPDATE emotional_state SET seq = ordered.place
FROM (SELECT rowid AS at, row_number() OVER (ORDER BY rowid) AS place FROM emotional_state) AS ordered
WHERE ordered.at = emotional_state.rowid;
UPDATE interaction_log SET seq = ordered.place
FROM (SELECT rowid AS at, row_number() OVER (ORDER BY rowid) AS place FROM interaction_log) AS ordered
WHERE ordered.at = interaction_log.rowid;

CREATE UNIQUE INDEX demi_users_seq ON users (seq);
CREATE UNIQUE INDEX demi_sessions_seq ON sessions (seq);
CREATE UNIQUE INDEX demi_app_passwords_seq ON app_passwords (seq);
CREATE UNIQUE INDEX demi_emotional_state_seq ON emotional_state (seq);
CREATE UNIQUE INDEX demi_interactions_seq ON interaction_log (seq);

CREATE TRIGGER demi_users_placed AFTER INSERT ON users WHEN new.seq IS NULL BEGIN
    UPDATE users SET seq = (SELECT COALESCE(max(seq), 0) + 1 FROM users) WHERE rowid = new.rowid;
END;
CREATE TRIGGER demi_sessions_placed AFTER INSERT ON sessions WHEN new.seq IS NULL BEGIN
    UPDATE sessions SET seq = (SELECT COALESCE(max(seq), 0) + 1 FROM sessions) WHERE rowid = new.rowid;
END;
CREATE TRIGGER demi_app_passwords_placed AFTER INSERT ON app_passwords WHEN new.seq IS NULL BEGIN
    UPDATE app_passwords SET seq = (SELECT COALESCE(max(seq), 0) + 1 FROM app_passwords) WHERE rowid = new.rowid;
END;
CREATE TRIGGER demi_emotional_state_placed AFTER INSERT ON emotional_state WHEN new.seq IS NULL BEGIN
    UPDATE emotional_state SET seq = (SELECT COALESCE(max(seq), 0) + 1 FROM emotional_state) WHERE rowid = new.rowid;
END;
CREATE TRIGGER demi_interactions_placed AFTER INSERT ON interaction_log WHEN new.seq IS NULL BEGIN
    UPDATE interaction_log SET seq = (SELECT COALESCE(max(seq), 0) + 1 FROM interaction_log) WHERE rowid = new.rowid;
END;
