-- place: the number that the word index keeps; an alias of the rowid, which VACUUM leaves alone then.
CREATE TABLE memory_with_place (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    memory_id TEXT NOT NULL UNIQUE,
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    content TEXT NOT NULL,
    message_id TEXT,
    pinned INTEGER NOT NULL DEFAULT 0,
    confidential INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    used_at TEXT,
    uses INTEGER NOT NULL DEFAULT 0
);
INSERT INTO memory_with_place (memory_id, user_id, content, created_at, updated_at)
    SELECT memory_id, user_id, content, created_at, created_at FROM memory WHERE memory_id IS NOT NULL;
DROP TABLE memory;
ALTER TABLE memory_with_place RENAME TO memory;
CREATE INDEX demi_memory_user ON memory (user_id, place);
CREATE INDEX demi_memory_pinned ON memory (user_id, place) WHERE pinned = 1;
CREATE INDEX demi_memory_message ON memory (user_id, message_id);

CREATE VIRTUAL TABLE memory_words USING fts5(
    content, content = 'memory', content_rowid = 'place', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO memory_words (memory_words) VALUES ('rebuild');

-- The signs of a vector's numbers, to search all, and the numbers, to compare the best.
CREATE TABLE memory_vector (
    place INTEGER PRIMARY KEY REFERENCES memory (place) ON DELETE CASCADE,
    model TEXT NOT NULL,
    code TEXT NOT NULL,
    numbers TEXT NOT NULL
);

CREATE TRIGGER demi_memory_added AFTER INSERT ON memory BEGIN
    INSERT INTO memory_words (rowid, content) VALUES (new.place, new.content);
END;
CREATE TRIGGER demi_memory_removed AFTER DELETE ON memory BEGIN
    INSERT INTO memory_words (memory_words, rowid, content) VALUES ('delete', old.place, old.content);
END;
CREATE TRIGGER demi_memory_changed AFTER UPDATE OF content ON memory BEGIN
    INSERT INTO memory_words (memory_words, rowid, content) VALUES ('delete', old.place, old.content);
    INSERT INTO memory_words (rowid, content) VALUES (new.place, new.content);
    DELETE FROM memory_vector WHERE place = new.place;
END;
