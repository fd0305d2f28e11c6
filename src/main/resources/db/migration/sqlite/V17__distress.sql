-- How long somebody is in distress is not for the clock alone: since when, when words spoke of it last, whether they are
-- getting over it, how many calm messages running there were, and whether it is more than a first guess.
ALTER TABLE distressed ADD COLUMN state TEXT NOT NULL DEFAULT 'distress';
ALTER TABLE distressed ADD COLUMN since TEXT NOT NULL DEFAULT '';
ALTER TABLE distressed ADD COLUMN last_sign TEXT NOT NULL DEFAULT '';
ALTER TABLE distressed ADD COLUMN calm INTEGER NOT NULL DEFAULT 0;
ALTER TABLE distressed ADD COLUMN sure INTEGER NOT NULL DEFAULT 1;
UPDATE distressed SET since = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), last_sign = strftime('%Y-%m-%dT%H:%M:%fZ', 'now');
