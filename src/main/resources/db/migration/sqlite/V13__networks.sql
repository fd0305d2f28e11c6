-- Who was met on a chat network, and each group there that is a conversation of its own: what V9 kept of Discord, for any network.
CREATE TABLE network_identities (
    network TEXT NOT NULL,
    kind TEXT NOT NULL,
    external_id TEXT NOT NULL,
    user_id TEXT NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    linked_user_id TEXT REFERENCES users (user_id) ON DELETE SET NULL,
    name TEXT NOT NULL,
    met_at TEXT NOT NULL,
    PRIMARY KEY (network, kind, external_id)
);
INSERT INTO network_identities (network, kind, external_id, user_id, linked_user_id, name, met_at)
SELECT 'discord', CASE kind WHEN 'channel' THEN 'group' ELSE kind END, discord_id, user_id, linked_user_id, name, met_at
FROM discord_people ORDER BY rowid;
DROP TABLE discord_people;
CREATE INDEX demi_identity_user ON network_identities (user_id);
-- An account is linked to one person of each network.
CREATE UNIQUE INDEX demi_identity_linked ON network_identities (network, linked_user_id) WHERE linked_user_id IS NOT NULL;
CREATE INDEX demi_identity_account ON network_identities (linked_user_id) WHERE linked_user_id IS NOT NULL;

-- A picture's address says which network has it.
UPDATE android_messages SET pictures = 'discord:' || replace(pictures, char(10), char(10) || 'discord:')
WHERE pictures IS NOT NULL AND pictures <> '';
