# One static program, root certificates and an empty folder: no shell, no root. Without
# Docker, deploy/image.sh makes the same image.
#
#	docker build --build-arg VERSION=$(git describe --tags --always) -t claimgraph .
#	docker run -p 127.0.0.1:8080:8080 -v claimgraph:/data claimgraph
#
# Where others reach it nobody may change the graph without a key:
#	docker run --rm -v claimgraph:/data claimgraph key add --role write --name desk

FROM golang:1.26.8-bookworm AS build
ENV CGO_ENABLED=0 GOFLAGS=-buildvcs=false
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=unknown
RUN go build -trimpath -tags grpcnotrace -ldflags "-s -w -buildid= -X main.stamped=$VERSION" -o /out/claimgraph . && mkdir /out/data /out/tmp

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/claimgraph /claimgraph
COPY --from=build /src/LICENSE /src/NOTICE /
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build --chown=65532:65532 /out/tmp /tmp
USER 65532:65532
WORKDIR /data
ENV CLAIMGRAPH_DATA=/data/claimgraph.db CLAIMGRAPH_ADDR=0.0.0.0:8080 CLAIMGRAPH_METRICS=0.0.0.0:9090 \
    CLAIMGRAPH_LOG_FORMAT=json CLAIMGRAPH_DRAIN=5s
VOLUME /data
EXPOSE 8080 9090
STOPSIGNAL SIGTERM
ENTRYPOINT ["/claimgraph"]
