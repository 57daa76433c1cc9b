-- The tables of the queue; package queue tells what stands in them.
CREATE TABLE tasks (
	key BYTEA NOT NULL PRIMARY KEY,
	name BYTEA NOT NULL,
	digest BYTEA NOT NULL,
	article BYTEA NOT NULL,
	size BIGINT NOT NULL,
	enqueued TIMESTAMPTZ NOT NULL,
	due TIMESTAMPTZ NOT NULL,
	attempts INT NOT NULL,
	lease BYTEA,
	holder BYTEA,
	dead BOOL NOT NULL,
	error BYTEA
);
CREATE INDEX tasks_due ON tasks (dead, due, key);
CREATE TABLE tasks_done (
	one INT NOT NULL PRIMARY KEY,
	n BIGINT NOT NULL
);
INSERT INTO tasks_done VALUES (1, 0);
