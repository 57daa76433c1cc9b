package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
)

// The image that is made without Docker is that of the Dockerfile, is what its sums
// say, and comes out the same each time.
func TestImage(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("images are made where GNU tar is")
	}
	first, second := makeImage(t), makeImage(t)
	if !bytes.Equal(first, second) {
		t.Error("made twice, it is not the same")
	}
	files := untar(t, first)
	for name, file := range files {
		if want, is := strings.CutPrefix(name, "blobs/sha256/"); is && want != "" {
			if sum := sha256.Sum256(file.content); hex.EncodeToString(sum[:]) != want {
				t.Errorf("%s has another sum", name)
			}
		}
	}
	var index, manifest struct {
		Manifests, Layers []descriptor
		Config            descriptor
	}
	decode(t, files["index.json"].content, &index)
	decode(t, named(t, files, index.Manifests[0]), &manifest)
	var config imageConfig
	decode(t, named(t, files, manifest.Config), &config)
	config.isDockerfiles(t)

	packed, err := gzip.NewReader(bytes.NewReader(named(t, files, manifest.Layers[0])))
	if err != nil {
		t.Fatal(err)
	}
	layer, err := io.ReadAll(packed)
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(layer); config.RootFS.DiffIDs[0] != "sha256:"+hex.EncodeToString(sum[:]) {
		t.Error("the layer unpacked has another sum")
	}
	root := untar(t, layer)
	for name, want := range map[string]string{
		"claimgraph": "0 755", "etc/ssl/certs/ca-certificates.crt": "0 644", "LICENSE": "0 644", "NOTICE": "0 644", "data/": "65532 755", "tmp/": "65532 755",
	} {
		if is := fmt.Sprintf("%d %o", root[name].Uid, root[name].Mode); is != want {
			t.Errorf("%s: user and mode %s, want %s", name, is, want)
		}
	}
}

// makeImage makes one with a program that stands for claimgraph.
func makeImage(t *testing.T) []byte {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"program": "a program", "certificates": "certificates"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("deploy/image.sh", filepath.Join(dir, "program"), "amd64", "v1", filepath.Join(dir, "image.tar"))
	cmd.Env = append(os.Environ(), "CERTIFICATES="+filepath.Join(dir, "certificates"))
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	content, err := os.ReadFile(filepath.Join(dir, "image.tar"))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

type imageConfig struct {
	Config struct {
		User, StopSignal, WorkingDir string
		Env, Entrypoint              []string
		ExposedPorts, Volumes        map[string]any
	}
	RootFS struct {
		DiffIDs []string `json:"diff_ids"`
	}
}

func (c *imageConfig) isDockerfiles(t *testing.T) {
	t.Helper()
	_, last, _ := strings.Cut(fileText(t, "Dockerfile"), "FROM scratch")
	last = strings.ReplaceAll(last, "\\\n", " ")
	says := func(instruction string) string {
		found := regexp.MustCompile(`(?m)^` + instruction + ` (.*)$`).FindStringSubmatch(last)
		if found == nil {
			t.Fatalf("the Dockerfile has no %s", instruction)
		}
		return strings.Join(strings.Fields(found[1]), " ")
	}
	for instruction, is := range map[string]string{
		"USER": c.Config.User, "STOPSIGNAL": c.Config.StopSignal, "WORKDIR": c.Config.WorkingDir, "ENV": strings.Join(c.Config.Env, " "), "ENTRYPOINT": fmt.Sprintf("[%q]", c.Config.Entrypoint[0]),
	} {
		if want := says(instruction); is != want {
			t.Errorf("%s: %s, the Dockerfile says %s", instruction, is, want)
		}
	}
	for _, port := range strings.Fields(says("EXPOSE")) {
		if _, has := c.Config.ExposedPorts[port+"/tcp"]; !has {
			t.Errorf("the port %s is not exposed", port)
		}
	}
	if _, has := c.Config.Volumes[says("VOLUME")]; !has {
		t.Errorf("the volumes are %v", c.Config.Volumes)
	}
}

type descriptor struct {
	Digest string
	Size   int
}

// named gives what a descriptor names.
func named(t *testing.T, files map[string]tarred, d descriptor) []byte {
	t.Helper()
	content := files[path.Join("blobs", strings.ReplaceAll(d.Digest, ":", "/"))].content
	if len(content) != d.Size {
		t.Fatalf("%s has %d bytes, want %d", d.Digest, len(content), d.Size)
	}
	return content
}

func decode(t *testing.T, text []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

type tarred struct {
	tar.Header
	content []byte
}

func untar(t *testing.T, archive []byte) map[string]tarred {
	t.Helper()
	files := map[string]tarred{}
	for reader := tar.NewReader(bytes.NewReader(archive)); ; {
		header, err := reader.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(reader)
		if err != nil {
			t.Fatal(err)
		}
		files[header.Name] = tarred{*header, content}
	}
}
