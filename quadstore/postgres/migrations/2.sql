-- What processes that share the store tell each other: news (news.go) and notes
-- (notes.go).
CREATE TABLE news (
	number BIGINT NOT NULL PRIMARY KEY,
	subject BYTEA NOT NULL
);
CREATE TABLE notes (
	kind INT NOT NULL,
	name BYTEA NOT NULL,
	number BIGINT NOT NULL,
	owner BYTEA NOT NULL,
	seen TIMESTAMPTZ NOT NULL,
	is_open BOOL NOT NULL,
	flagged BOOL NOT NULL,
	body BYTEA NOT NULL,
	PRIMARY KEY (kind, name)
);
CREATE INDEX notes_number ON notes (kind, number);
CREATE INDEX notes_owner ON notes (is_open, kind, owner);
