-- What the owner has chosen while Demi ran.
CREATE TABLE choice (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
