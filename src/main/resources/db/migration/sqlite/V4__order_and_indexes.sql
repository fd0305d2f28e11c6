-- V3, in Java, has made all times comparable as text.
UPDATE android_messages SET seq = ordered.place
FROM (SELECT rowid AS at, row_number() OVER (ORDER BY created_at, rowid) AS place FROM android_messages) AS ordered
WHERE ordered.at = android_messages.rowid;

CREATE UNIQUE INDEX demi_messages_seq ON android_messages (seq);
CREATE UNIQUE INDEX demi_messages_client ON android_messages (user_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX demi_messages_page ON android_messages (user_id, seq);
CREATE INDEX demi_messages_since ON android_messages (user_id, created_at, seq);
CREATE INDEX demi_messages_open ON android_messages (seq) WHERE turn = 'open';
CREATE INDEX demi_messages_holding ON android_messages (user_id, seq) WHERE holding = 1;

CREATE INDEX demi_users_email ON users (lower(email));
CREATE INDEX demi_sessions_user ON sessions (user_id);
CREATE INDEX demi_checkins_user ON android_checkins (user_id, created_at);
CREATE INDEX demi_rambles_time ON discord_rambles (created_at);
CREATE INDEX demi_memory_user ON memory (user_id);
CREATE INDEX demi_login_failures_time ON login_failures (last_attempt);

CREATE UNIQUE INDEX demi_interactions_message ON interaction_log (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX demi_interactions_time ON interaction_log (timestamp);
