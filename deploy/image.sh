#!/usr/bin/env bash
# Makes the image of the Dockerfile without Docker: an archive that `docker load`,
# `podman load` and `skopeo copy oci-archive:…` read (an OCI layout, and beside it the
# list that older Dockers look for).
#
#	deploy/image.sh PROGRAM PROCESSOR VERSION FILE.tar
#
# One layer: the program, root certificates, licences, and two empty folders of the
# user who runs it. The same program and certificates give the same bytes. Needs git,
# GNU tar, gzip and sha256sum. CERTIFICATES is the file of root certificates.
set -euo pipefail
[ $# = 4 ] || { echo "usage: deploy/image.sh PROGRAM PROCESSOR VERSION FILE.tar" >&2; exit 2; }
program=$(realpath "$1") processor=$2 version=$3
mkdir -p "$(dirname "$4")"
file=$(realpath "$4")
certificates=$(realpath "${CERTIFICATES:-/etc/ssl/certs/ca-certificates.crt}")
cd "$(dirname "$0")/.."

most=60000000 # bytes of what is in the image, unpacked
seconds=$(git log -1 --format=%ct)
created=$(date -u -d "@$seconds" +%Y-%m-%dT%H:%M:%SZ)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
archive=(tar --sort=name --mtime="@$seconds" --numeric-owner --format=ustar)

mkdir -p "$work/root/etc/ssl/certs" "$work/own/data" "$work/own/tmp" "$work/image/blobs/sha256"
install -m 755 "$program" "$work/root/claimgraph"
install -m 644 "$certificates" "$work/root/etc/ssl/certs/ca-certificates.crt"
install -m 644 LICENSE NOTICE "$work/root/"
"${archive[@]}" --owner=0 --group=0 --mode=u+rwX,go+rX,go-w -C "$work/root" -cf "$work/layer.tar" LICENSE NOTICE claimgraph etc
"${archive[@]}" --owner=65532 --group=65532 --mode=755 -C "$work/own" -rf "$work/layer.tar" data tmp
size=$(stat -c %s "$work/layer.tar")
[ "$size" -le "$most" ] || { echo "the image would have $size bytes, more than $most" >&2; exit 1; }
gzip -9nk "$work/layer.tar"

# blob FILE: moves it to where its sum says, and prints "sum size".
blob() {
  local sum size
  sum=$(sha256sum <"$1" | cut -d' ' -f1) size=$(stat -c %s "$1")
  mv "$1" "$work/image/blobs/sha256/$sum"
  echo "$sum $size"
}

plain=$(sha256sum <"$work/layer.tar" | cut -d' ' -f1)
read -r layer layer_size < <(blob "$work/layer.tar.gz")
cat >"$work/config.json" <<JSON
{"created":"$created","architecture":"$processor","os":"linux",
"config":{"User":"65532:65532","ExposedPorts":{"8080/tcp":{},"9090/tcp":{}},
"Env":["CLAIMGRAPH_DATA=/data/claimgraph.db","CLAIMGRAPH_ADDR=0.0.0.0:8080","CLAIMGRAPH_METRICS=0.0.0.0:9090","CLAIMGRAPH_LOG_FORMAT=json","CLAIMGRAPH_DRAIN=5s"],
"Entrypoint":["/claimgraph"],"Volumes":{"/data":{}},"WorkingDir":"/data","StopSignal":"SIGTERM",
"Labels":{"org.opencontainers.image.title":"claimgraph","org.opencontainers.image.version":"$version"}},
"rootfs":{"type":"layers","diff_ids":["sha256:$plain"]},
"history":[{"created":"$created","created_by":"deploy/image.sh"}]}
JSON
read -r config config_size < <(blob "$work/config.json")
cat >"$work/manifest.json" <<JSON
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:$config","size":$config_size},
"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:$layer","size":$layer_size}]}
JSON
read -r manifest manifest_size < <(blob "$work/manifest.json")
cat >"$work/image/index.json" <<JSON
{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:$manifest","size":$manifest_size,"platform":{"architecture":"$processor","os":"linux"},
"annotations":{"io.containerd.image.name":"docker.io/library/claimgraph:$version","org.opencontainers.image.ref.name":"$version"}}]}
JSON
echo '{"imageLayoutVersion":"1.0.0"}' >"$work/image/oci-layout"
echo "[{\"Config\":\"blobs/sha256/$config\",\"RepoTags\":[\"claimgraph:$version\"],\"Layers\":[\"blobs/sha256/$layer\"]}]" >"$work/image/manifest.json"
"${archive[@]}" --owner=0 --group=0 --mode=u+rwX,go+rX,go-w -C "$work/image" -cf "$file" blobs index.json manifest.json oci-layout
echo "$(basename "$file"): $size bytes, $layer_size packed"
