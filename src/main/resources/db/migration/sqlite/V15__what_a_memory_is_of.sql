-- What a memory is of, when it holds, and whether it still does. NULL in kind: not looked at yet (older ones are, at a start).
ALTER TABLE memory ADD COLUMN kind TEXT;
-- Dates without a zone, as the person would say them: 2026-12-04; until is the last day. A time of day: 09:30.
ALTER TABLE memory ADD COLUMN holds_from TEXT;
ALTER TABLE memory ADD COLUMN holds_until TEXT;
ALTER TABLE memory ADD COLUMN holds_at TEXT;
ALTER TABLE memory ADD COLUMN yearly INTEGER NOT NULL DEFAULT 0;
-- Everybody of the house may know it.
ALTER TABLE memory ADD COLUMN house INTEGER NOT NULL DEFAULT 0;
-- Since when it is no longer true; the one that took its place.
ALTER TABLE memory ADD COLUMN ended_at TEXT;
ALTER TABLE memory ADD COLUMN replaced_by TEXT;

CREATE INDEX demi_memory_dated ON memory (user_id, holds_from) WHERE holds_from IS NOT NULL OR holds_until IS NOT NULL;
CREATE INDEX demi_memory_unread ON memory (place) WHERE kind IS NULL;
