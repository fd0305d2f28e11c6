-- What was said can be found by its words. recall: 1 in the index, 0 never to be recalled (somebody asked to forget it), NULL not
-- looked at yet: the index is filled beside the talk, in batches, so that a message costs nothing more when it is written.
-- parts: what the index cannot tell apart by itself, see demi.util.WordParts; NULL not looked at yet.
ALTER TABLE android_messages ADD COLUMN recall INTEGER;
ALTER TABLE android_messages ADD COLUMN parts TEXT;
ALTER TABLE android_messages ADD COLUMN who TEXT GENERATED ALWAYS AS (hex(user_id)) VIRTUAL;
CREATE INDEX demi_messages_to_index ON android_messages (seq) WHERE recall IS NULL;

CREATE VIRTUAL TABLE message_words USING fts5(
    content, who, parts, content = 'android_messages', content_rowid = 'seq', detail = column,
    tokenize = 'porter unicode61 remove_diacritics 2'
);

-- What a message means: the signs of its vector's numbers, a bit each; see demi.memory.meaning.CodeIndex.
CREATE TABLE message_code (
    seq INTEGER PRIMARY KEY REFERENCES android_messages (seq) ON DELETE CASCADE,
    model TEXT NOT NULL,
    code TEXT NOT NULL
);

CREATE TRIGGER demi_message_recalled AFTER UPDATE OF recall ON android_messages
WHEN new.recall = 1 AND old.recall IS NULL BEGIN
    INSERT INTO message_words (rowid, content, who, parts) VALUES (new.seq, new.content, new.who, new.parts);
END;
CREATE TRIGGER demi_message_forgotten AFTER UPDATE OF recall ON android_messages
WHEN old.recall = 1 AND new.recall = 0 BEGIN
    INSERT INTO message_words (message_words, rowid, content, who, parts)
    VALUES ('delete', old.seq, old.content, old.who, old.parts);
    DELETE FROM message_code WHERE seq = old.seq;
END;
CREATE TRIGGER demi_message_removed AFTER DELETE ON android_messages WHEN old.recall = 1 BEGIN
    INSERT INTO message_words (message_words, rowid, content, who, parts)
    VALUES ('delete', old.seq, old.content, old.who, old.parts);
END;
-- What was reworded is looked at anew.
CREATE TRIGGER demi_message_reworded AFTER UPDATE OF content ON android_messages
WHEN old.recall = 1 AND old.content IS NOT new.content BEGIN
    INSERT INTO message_words (message_words, rowid, content, who, parts)
    VALUES ('delete', old.seq, old.content, old.who, old.parts);
    UPDATE android_messages SET recall = NULL WHERE seq = new.seq;
    DELETE FROM message_code WHERE seq = old.seq;
END;

DROP TRIGGER demi_memory_added;
DROP TRIGGER demi_memory_removed;
DROP TRIGGER demi_memory_changed;
DROP TABLE memory_words;
ALTER TABLE memory ADD COLUMN parts TEXT;
CREATE INDEX demi_memory_parts ON memory (place) WHERE parts IS NULL;

CREATE VIRTUAL TABLE memory_words USING fts5(
    content, who, parts, content = 'memory', content_rowid = 'place', detail = column,
    tokenize = 'porter unicode61 remove_diacritics 2'
);
INSERT INTO memory_words (memory_words) VALUES ('rebuild');

CREATE TRIGGER demi_memory_added AFTER INSERT ON memory BEGIN
    INSERT INTO memory_words (rowid, content, who, parts) VALUES (new.place, new.content, new.who, new.parts);
END;
CREATE TRIGGER demi_memory_removed AFTER DELETE ON memory BEGIN
    INSERT INTO memory_words (memory_words, rowid, content, who, parts)
    VALUES ('delete', old.place, old.content, old.who, old.parts);
END;
CREATE TRIGGER demi_memory_changed AFTER UPDATE OF content, parts ON memory
WHEN old.content IS NOT new.content OR old.parts IS NOT new.parts BEGIN
    INSERT INTO memory_words (memory_words, rowid, content, who, parts)
    VALUES ('delete', old.place, old.content, old.who, old.parts);
    INSERT INTO memory_words (rowid, content, who, parts) VALUES (new.place, new.content, new.who, new.parts);
END;
-- By itself: parts change without another meaning.
CREATE TRIGGER demi_memory_reworded AFTER UPDATE OF content ON memory WHEN old.content IS NOT new.content BEGIN
    DELETE FROM memory_vector WHERE place = new.place;
END;
