package read

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// signatures are the first bytes of formats.
var signatures = [...]struct {
	start string
	is    format
	what  string // of a format that is not read
}{
	{"PK\x03\x04", zipArchive, ""},
	{"PK\x05\x06", zipArchive, ""}, // with nothing in it
	{"WARC/1.", webArchive, ""},
	{"<!doctype html", htmlPage, ""},
	{"<html", htmlPage, ""},
	{"%PDF-", pdfDocument, ""},
	{"@prefix ", triG, ""}, // which all Turtle is
	{"@base ", triG, ""},
	{"{\\rtf", 0, "RTF"},
	{"\xfd7zXZ\x00", 0, "a file packed by xz"},
	{"BZh91AY&SY", 0, "a file packed by bzip2"},
	{"\x28\xb5\x2f\xfd", 0, "a file packed by zstd"},
	{"7z\xbc\xaf\x27\x1c", 0, "a 7z archive"},
	{"Rar!\x1a\x07", 0, "a RAR archive"},
	{"\x89PNG\r\n", 0, "a picture"},
	{"\xff\xd8\xff", 0, "a picture"},
	{"GIF87a", 0, "a picture"},
	{"GIF89a", 0, "a picture"},
	{"II*\x00", 0, "a picture"},
	{"MM\x00*", 0, "a picture"},
	{"SQLite format 3\x00", 0, "an SQLite database"},
	{"%!PS", 0, "PostScript"},
}

// signed tells a format by its first bytes, plainText where they are of none.
func signed(start []byte) (format, error) {
	for _, s := range signatures {
		same := bytes.HasPrefix(start, []byte(s.start))
		if s.is == htmlPage && len(start) >= len(s.start) { // bytes that are not UTF-8 fold to each other
			same = strings.EqualFold(string(start[:len(s.start)]), s.start)
		}
		if !same {
			continue
		}
		if s.what != "" {
			return 0, fmt.Errorf("%s: %w", s.what, ErrUnsupported)
		}
		return s.is, nil
	}
	switch {
	case bytes.HasPrefix(start, []byte("\xd0\xcf\x11\xe0")):
		return 0, compoundFile(start)
	case len(start) > 262 && string(start[257:262]) == "ustar":
		return 0, fmt.Errorf("a tar archive: %w", ErrUnsupported)
	}
	return plainText, nil
}

// compoundFile says what stands in the container that Microsoft's programs used for
// their documents before 2007, and still use for locked ones and for mail.
func compoundFile(start []byte) error {
	holds := func(stream string) bool {
		var name []byte
		for _, unit := range utf16.Encode([]rune(stream)) {
			name = binary.LittleEndian.AppendUint16(name, unit)
		}
		return bytes.Contains(start, name)
	}
	switch {
	case holds("EncryptedPackage"):
		return ErrEncrypted
	case holds("__nameid_version"):
		return fmt.Errorf("a message of Outlook (MSG): %w", ErrUnsupported)
	}
	return fmt.Errorf("an office file of before 2007: %w", ErrUnsupported)
}
