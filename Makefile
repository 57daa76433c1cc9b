# The commands of the README and the long runs, by name.
export CGO_ENABLED=0

.PHONY: build test ci generate kills bench sizing release models

build:
	go build -trimpath -o claimgraph .

test:
	go test ./...

ci:
	.ci/run

# What follows from schema.graphqls: the server's code, and that of the Go client.
generate:
	go tool gqlgen generate
	go generate -C examples/go ./...

# Five hundred kills of a process that writes, a hundred of servers and of connections
# to their database, ten of a primary; docs/operations.md.
kills:
	go test ./quadstore -run TestKilled -kills 500 -timeout 2h -v
	go test . -run TestServersKilled -server-kills 100 -timeout 1h -v
	go test . -run TestFailoverUnderLoad -failovers 10 -timeout 1h -v

# The store beside SQLite, which needs a C compiler, SQLite's library and its
# command line; then what it is measured beside itself and the disk.
bench:
	cd bench && CGO_ENABLED=1 go test -v .
	go test ./quadstore -run xxx -bench 'LoadClaims|ReadersBesideLoad' -benchtime 1x
	go test ./quadstore -run xxx -bench 'Commit|Articles'

# What a claim costs at several sizes, for docs/sizing.md. STORE is a store of articles.
STORE ?= claimgraph.db
COPIES ?= 1,2,4,8,16

sizing:
	go run . export --derived --data $(STORE) > bench/all.nq
	cd bench && go run ./sizing -quads all.nq -copies $(COPIES)
	rm bench/all.nq

# Archives for six systems with checksums and SBOMs, in dist; deploy/release.sh.
release:
	deploy/release.sh dist

# The embedded models, in the order in which they build on each other. DATA and
# WORDNET as in the READMEs beside them; the parser's teachers first, which
# loader/parse/README.md shows how to make.
DATA ?= ../shared/data
WORDNET ?= /usr/share/wordnet
TEACHERS ?= t1.net,t2.net,t3.net

models:
	go run ./loader/split/train -ewt $(DATA)/ud_ewt -gum $(DATA)/ud_gum
	go run ./loader/parse/lemmatrain -ewt $(DATA)/ud_ewt -gum $(DATA)/ud_gum -wordnet $(WORDNET)
	go run ./loader/parse/train -data $(DATA) -teachers $(TEACHERS) -o loader/parse/english.model
	go run ./loader/detect/train $(DATA) > weights.go && mv weights.go loader/detect/
	go run ./loader/link/train -o loader/link/weights.go $(DATA)/ud_gum/train.conllu
