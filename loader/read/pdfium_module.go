package read

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
)

// The library that lays out PDFs is the file internal/pdfium_wasm/pdfium.wasm of the
// module github.com/klippa-app/go-pdfium, packed by gzip -9n: the program is 3 MB
// smaller than with the module's own copy. A test holds it to the version of go.mod.
//
//go:embed pdfium.wasm.gz
var pdfiumPacked []byte

func pdfiumModule() ([]byte, error) {
	packed, err := gzip.NewReader(bytes.NewReader(pdfiumPacked))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(packed)
}
