package main

import (
	"errors"
	"io/fs"
	"syscall"

	"claimgraph/access"
	"claimgraph/graph"
	"claimgraph/loader"
	"claimgraph/loader/fetch"
	"claimgraph/loader/read"
	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres"
	"claimgraph/quadstore/postgres/queue"
)

// hints say what to do about an error, by what it is.
var hints = [...]struct {
	err    error
	advice string
}{
	{errNoStore, "load something first, or name the store's folder with --data"},
	{errVocabulary, "mend that line; claimgraph vocabulary prints the built-in file, docs/vocabulary.md explains it"},
	{errNoFolder, "pg_dump, VACUUM and pg_amcheck are PostgreSQL's; claimgraph export and restore move a store; docs/operations.md tells more"},
	{errNoQueue, "--data postgres://user@host/database; in a folder, claimgraph load reads as many articles at once as the machine has processors"},
	{queue.ErrTooLarge, "split it"},
	{postgres.ErrAccess, "look at the URL of --data; the password may stand in PGPASSWORD or ~/.pgpass"},
	{postgres.ErrUncertain, "do it again: what was stored is found, and nothing is doubled"},
	{quadstore.ErrUnavailable, "look whether the database runs, and is reached from here under that address; what was stored before is whole, so do it again when it answers"},
	{quadstore.ErrReadOnly, "give the address of a database that takes changes: a standby, or one that was set so, does not"},
	{quadstore.ErrTimeout, "look what the database is busy with, or raise its statement_timeout; do it again"},
	{errNotStore, "name a folder for the store alone with --data; it is made where there is none"},
	{quadstore.ErrLocked, "stop that process, or, where it is a server, go through it: --server http://127.0.0.1:8080 (load, query, retract, backup); a backup is a store that every verb can read"},
	{quadstore.ErrFormat, "this store was written by a newer claimgraph: use that one"},
	{errNoEntity, `claimgraph query '{ search(query: "…") { edges { node { ... on Entity { label iri } } } } }' finds entities`},
	{quadstore.ErrBackup, "copy it again from where it is whole, or take an older one"},
	{quadstore.ErrCorruption, "copy the folder, then claimgraph check --repair; else restore a backup, or load the articles into a new folder with --data"},
	{errKeyNeeded, "give a key of the right role with --key-file FILE or CLAIMGRAPH_KEY; who keeps the server makes one with claimgraph key add"},
	{errNoKeys, "claimgraph key add --role write --name NAME makes the first one"},
	{access.ErrKeyExists, "choose another --name, or take that one away first: claimgraph key remove"},
	{access.ErrKeyUnknown, "claimgraph key list shows the names"},
	{access.ErrWritable, "take that right away: chmod 600"},
	{access.ErrKeyFile, "claimgraph key add makes such a file; name it with --keys"},
	{access.ErrKeySet, "give the provider's key set, which it serves as jwks_uri"},
	{graph.ErrTrusted, "docs/serving.md shows the forms"},
	{errOccupied, "name a folder that is not there yet with --data"},
	{errNotExport, "restore takes what claimgraph backup and claimgraph export wrote"},
	{loader.ErrUnknown, `claimgraph query '{ articles { nodes { key iri } } }' lists what is there`},
	{read.ErrEmpty, "remove the file, or write something into it"},
	{read.ErrBinary, "claimgraph load --help lists what can be read"},
	{read.ErrUnsupported, "convert it to text, Markdown, HTML, DOCX, PDF, CSV, JSON lines, N-Quads or Turtle; unpack archives"},
	{read.ErrEncrypted, "save it without a password from the program that opens it"},
	{read.ErrPDF, "fetch the file again, or print it to a new PDF from a viewer that opens it"},
	{read.ErrSlow, "print the pages that matter to a new PDF"},
	{read.ErrScan, "recognise its text (OCR) and save that"},
	{read.ErrTooLong, "split it, or raise --max-article-bytes"},
	{read.ErrTruncated, "fetch the file again; what stood before the cut was read where whole articles stood there"},
	{read.ErrDamaged, "fetch the file again"},
	{read.ErrWall, "open it in a browser and save the page from there"},
	{read.ErrNoText, "look whether its text is in it; a page that fetches it by script can be saved from a browser"},
	{read.ErrArchive, "fetch the file again"},
	{read.ErrFeed, "fetch the feed again; the items that are whole were read"},
	{read.ErrHeadlines, "load the pages that these items lead to, by their addresses"},
	{read.ErrTable, "name the columns: --columns text=Body,title=Headline"},
	{read.ErrURL, "download it and give the file"},
	{read.ErrScheme, "download it and give the file"},
	{fetch.ErrAddress, "only public addresses with http or https are fetched; download the page and give the file"},
	{fetch.ErrRobots, "read the page in a browser, and give what it saves"},
	{fetch.ErrStatus, "open the address in a browser: it may have moved, or want a login"},
	{fetch.ErrTooLong, "raise --max-article-bytes"},
	{read.ErrArticle, `each line of JSON lines, or item of an array, is an object: {"id": "…", "text": "…", "title"?, "url"?, "published"?, "publisher"?, "byline"?, "language"?}`},
	{read.ErrClaim, "load the articles that they were read from; a store has their claims then"},
	{read.ErrLetter, "claimgraph load --retry FILE loads what it names again"},
	{errLetters, "give a file that load --dead-letters wrote"},
	{read.ErrEntry, "mend that line; docs/catalog.md describes the file"},
	{read.ErrReserved, "what claimgraph exported is a store of its own: claimgraph restore makes one of it; to add to a store, load the articles"},
	{syscall.ECONNREFUSED, "no server listens there: start it with claimgraph serve, or leave --server out and use the store"},
	{syscall.EADDRINUSE, "another program listens there: stop it, or choose another --addr"},
	{fs.ErrPermission, "look at who may read and write it"},
	{fs.ErrExist, "name one that is not there yet"},
	{fs.ErrNotExist, "look at the path: it starts at the folder that you are in, unless it begins with /"},
	{syscall.ENOTDIR, "name a folder for the store alone with --data; it is made where there is none"},
	{quadstore.ErrFull, "free some space; what was stored before is whole"},
	{syscall.ENOSPC, "free some space; what was stored before is whole"},
}

func hint(err error) string {
	for _, h := range hints {
		if errors.Is(err, h.err) {
			return h.advice
		}
	}
	var known advised
	errors.As(err, &known)
	return known.advice
}
