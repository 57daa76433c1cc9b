# The commands of the README and the long runs, by name.
export CGO_ENABLED=0

.PHONY: build test ci models

build:
	go build -trimpath -o claimgraph .

test:
	go test ./...

ci:
	.ci/run
