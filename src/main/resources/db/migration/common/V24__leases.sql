-- For what one node of several does. Who holds it may do it until then, as seen by the database's users' clocks; token grows with
-- each holder, so that what an earlier one still writes can be told from what the present one does.
CREATE TABLE leases (
    name TEXT PRIMARY KEY,
    holder TEXT,
    token BIGINT NOT NULL DEFAULT 0,
    until TEXT
);
