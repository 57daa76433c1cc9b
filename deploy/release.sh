#!/usr/bin/env bash
# Makes what is released: for each system an archive with the program, its licence
# and its list of contents (SBOM, CycloneDX), for Linux an image (deploy/image.sh), and
# SHA256SUMS of all.
#
#	deploy/release.sh FOLDER [SYSTEM/PROCESSOR …]
#
# The same commit and the same Go give the same bytes: no paths, no times but the
# commit's, no names of users, no random numbers. Needs git, GNU tar and gzip.
set -euo pipefail
[ $# -ge 1 ] || { echo "usage: deploy/release.sh FOLDER [SYSTEM/PROCESSOR …]" >&2; exit 2; }
mkdir -p "$1"
into=$(cd "$1" && pwd)
shift
cd "$(dirname "$0")/.."
export CGO_ENABLED=0 GOFLAGS=-buildvcs=false GOAMD64=v1 GOARM64=v8.0

sbom=github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.9.0
# Without gRPC's page of traces nothing in the program asks for methods by a name that
# is not known when it is linked, and the linker leaves out what nobody calls: 12%.
tags=grpcnotrace
version=${VERSION:-$(git describe --tags --always --dirty)}
made=$(git log -1 --format=%ct)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ $# -gt 0 ] || set -- linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64
GOBIN=$work/bin go install -trimpath "$sbom"

for target in "$@"; do
  system=${target%/*} processor=${target#*/}
  name=claimgraph_${version}_${system}_${processor}
  program=claimgraph
  [ "$system" = windows ] && program=claimgraph.exe
  mkdir "$work/$name"
  GOOS=$system GOARCH=$processor go build -trimpath -tags "$tags" -ldflags "-s -w -buildid= -X main.stamped=$version" -o "$work/$name/$program" .
  "$work/bin/cyclonedx-gomod" bin -json -std -noserial -version "$version" -output "$work/sbom.json" "$work/$name/$program" 2>"$work/sbom.log" ||
    { cat "$work/sbom.log" >&2; exit 1; }
  sed '/^ *"timestamp": /d' "$work/sbom.json" >"$work/$name/sbom.cdx.json"
  cp LICENSE NOTICE README.md CHANGELOG.md "$work/$name/"
  cp "$work/$name/sbom.cdx.json" "$into/$name.cdx.json"
  tar -C "$work" --sort=name --mtime="@$made" --owner=0 --group=0 --numeric-owner --mode=u+rwX,go+rX,go-w --format=ustar -cf - "$name" |
    gzip -9n >"$into/$name.tar.gz"
  [ "$system" != linux ] || deploy/image.sh "$work/$name/$program" "$processor" "$version" "$into/$name.image.tar"
  echo "$name.tar.gz: $(stat -c %s "$into/$name.tar.gz") bytes, $program $(stat -c %s "$work/$name/$program")"
done
(cd "$into" && shopt -s nullglob && sha256sum -- *.tar.gz *.image.tar *.cdx.json >SHA256SUMS)
