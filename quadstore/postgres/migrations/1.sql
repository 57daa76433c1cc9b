-- The tables of the first format; doc.go tells what stands in them. Each statement
-- ends with a semicolon at the end of a line.
CREATE TABLE state (
	one INT NOT NULL PRIMARY KEY,
	version BIGINT NOT NULL,
	epoch BIGINT NOT NULL,
	quads BIGINT NOT NULL,
	terms BIGINT NOT NULL,
	displaced BIGINT NOT NULL,
	name_predicates BYTEA NOT NULL
);
INSERT INTO state VALUES (1, 0, 0, 0, 0, 0, ''::BYTEA);
CREATE TABLE terms (
	id BIGINT NOT NULL,
	term BYTEA NOT NULL,
	head BYTEA,
	CONSTRAINT terms_pkey PRIMARY KEY (id)
);
CREATE INDEX terms_head ON terms (head, id);
CREATE TABLE displaced (
	digest BYTEA NOT NULL PRIMARY KEY,
	id BIGINT NOT NULL
);
CREATE TABLE quads (
	s BIGINT NOT NULL,
	p BIGINT NOT NULL,
	o BIGINT NOT NULL,
	g BIGINT NOT NULL,
	CONSTRAINT quads_pkey PRIMARY KEY (s, p, o, g)
);
CREATE INDEX quads_posg ON quads (p, o, s, g);
CREATE INDEX quads_ospg ON quads (o, s, p, g);
CREATE INDEX quads_gpos ON quads (g, p, o, s);
CREATE TABLE counts (
	kind INT NOT NULL,
	id BIGINT NOT NULL,
	n BIGINT NOT NULL,
	PRIMARY KEY (kind, id)
);
CREATE TABLE names (
	name BYTEA NOT NULL,
	o BIGINT NOT NULL,
	s BIGINT NOT NULL,
	PRIMARY KEY (name, o, s)
);
CREATE TABLE words (
	word BYTEA NOT NULL,
	o BIGINT NOT NULL,
	s BIGINT NOT NULL,
	PRIMARY KEY (word, o, s)
);
CREATE TABLE loads (
	key BYTEA NOT NULL PRIMARY KEY,
	at BYTEA NOT NULL,
	model BYTEA NOT NULL,
	name BYTEA NOT NULL
);
