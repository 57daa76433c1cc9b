-- What each change has touched, so that what is remembered outlives it (touched.go).
CREATE TABLE touched (
	version BIGINT NOT NULL PRIMARY KEY,
	subjects BYTEA NOT NULL,
	objects BYTEA NOT NULL,
	labels BYTEA NOT NULL,
	names BYTEA NOT NULL,
	dropped BYTEA NOT NULL
);
