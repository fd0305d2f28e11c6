-- What is still to be made of a message that has its answer: to judge what it was, and to learn from it.
ALTER TABLE android_messages ADD COLUMN to_judge INTEGER NOT NULL DEFAULT 0;
ALTER TABLE android_messages ADD COLUMN to_learn INTEGER NOT NULL DEFAULT 0;
CREATE INDEX demi_messages_thoughts ON android_messages (seq) WHERE to_judge = 1 OR to_learn = 1;

-- The model's own notes on a conversation, until they take the place of its oldest part.
CREATE TABLE notes (
    user_id TEXT PRIMARY KEY REFERENCES users (user_id) ON DELETE CASCADE,
    content TEXT NOT NULL
);

-- hearing: what it takes to undo what a message did on first hearing. judged: it needs that no more.
ALTER TABLE interaction_log ADD COLUMN hearing_json TEXT;
ALTER TABLE interaction_log ADD COLUMN judged INTEGER NOT NULL DEFAULT 0;

CREATE TABLE distressed (
    user_id TEXT PRIMARY KEY REFERENCES users (user_id) ON DELETE CASCADE
);

-- The index of words knows whose memory it is (as one word), so that only that person's are looked through and counted.
DROP TRIGGER demi_memory_added;
DROP TRIGGER demi_memory_removed;
DROP TRIGGER demi_memory_changed;
DROP TABLE memory_words;
ALTER TABLE memory ADD COLUMN who TEXT GENERATED ALWAYS AS (hex(user_id)) VIRTUAL;

CREATE VIRTUAL TABLE memory_words USING fts5(
    content, who, content = 'memory', content_rowid = 'place', tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO memory_words (memory_words) VALUES ('rebuild');

CREATE TRIGGER demi_memory_added AFTER INSERT ON memory BEGIN
    INSERT INTO memory_words (rowid, content, who) VALUES (new.place, new.content, new.who);
END;
CREATE TRIGGER demi_memory_removed AFTER DELETE ON memory BEGIN
    INSERT INTO memory_words (memory_words, rowid, content, who)
    VALUES ('delete', old.place, old.content, old.who);
END;
CREATE TRIGGER demi_memory_changed AFTER UPDATE OF content ON memory BEGIN
    INSERT INTO memory_words (memory_words, rowid, content, who)
    VALUES ('delete', old.place, old.content, old.who);
    INSERT INTO memory_words (rowid, content, who) VALUES (new.place, new.content, new.who);
    DELETE FROM memory_vector WHERE place = new.place;
END;
