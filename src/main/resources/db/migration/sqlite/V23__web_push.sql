-- Browsers that are told when she has written (RFC 8030): where, and what it takes to encrypt for each (RFC 8291).
-- session_id: who has asked for it; one that is ended is told nothing any more.
CREATE TABLE web_push (
    subscription_id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    session_id TEXT NOT NULL REFERENCES sessions (session_id) ON DELETE CASCADE,
    endpoint TEXT NOT NULL UNIQUE,
    p256dh TEXT NOT NULL,
    auth TEXT NOT NULL,
    device_name TEXT NOT NULL,
    text INTEGER NOT NULL,
    created_at TEXT NOT NULL
);
CREATE INDEX demi_web_push_user ON web_push (user_id);
-- What has taken a notification already that is still to be sent elsewhere: 'phone', or a subscription.
CREATE TABLE notification_sent (
    message_id TEXT NOT NULL REFERENCES notification (message_id) ON DELETE CASCADE,
    target TEXT NOT NULL,
    PRIMARY KEY (message_id, target)
);
