-- Pictures that come with messages of the app, in Base64; other networks keep theirs. Each goes with its message.
CREATE TABLE picture (
    picture_id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    type TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX demi_picture_user ON picture (user_id, created_at);
CREATE INDEX demi_messages_with_pictures ON android_messages (user_id) WHERE pictures IS NOT NULL;
CREATE TRIGGER demi_picture_removed AFTER DELETE ON android_messages WHEN old.pictures IS NOT NULL BEGIN
    DELETE FROM picture WHERE user_id = old.user_id AND instr(old.pictures, picture_id) > 0;
END;
