package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"regexp"
	"strings"
)

// cityName is what is taken of GeoNames: a name that English readers write.
var cityName = regexp.MustCompile(`^[A-Z][A-Za-z'. -]{3,24}$`)

// cities are the names in libgeonames-common's English message catalogue (its
// texts are GeoNames' cities of more than 15,000 people), less those that one of
// the other tables has in any sense.
//
// A catalogue (.mo, GNU gettext, little-endian) has at offset 8 the number of
// texts and at 16 that of a table of their lengths and offsets.
func cities(path string, known func(string) bool) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	word := func(at uint32) uint32 {
		if int64(at)+4 > int64(len(data)) {
			return 0
		}
		return binary.LittleEndian.Uint32(data[at:])
	}
	if word(0) != 0x950412de {
		return nil, fmt.Errorf("%s: not a message catalogue", path)
	}
	found := map[string]string{}
	for i := range word(8) {
		at := word(16) + 8*i
		from, n := uint64(word(at+4)), uint64(word(at))
		if from+n > uint64(len(data)) {
			return nil, fmt.Errorf("%s: text %d ends beyond the file", path, i)
		}
		if name := strings.TrimSpace(string(data[from : from+n])); cityName.MatchString(name) && !known(name) {
			found[name] = ""
		}
	}
	return found, nil
}
