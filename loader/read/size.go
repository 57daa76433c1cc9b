package read

import (
	"io/fs"
	"os"
	"path/filepath"
)

// Size is how many bytes stand in paths, about: for progress bars. It is -1
// where that cannot be known without reading.
func Size(paths ...string) int64 {
	total := int64(0)
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case path == Stdin || err == nil && !info.IsDir() && !info.Mode().IsRegular():
			return -1
		case err != nil:
		case info.IsDir():
			total += folderSize(path)
		default:
			total += info.Size()
		}
	}
	return total
}

func folderSize(path string) int64 {
	total := int64(0)
	// What cannot be looked at counts nothing here and is told when it is read.
	_ = filepath.WalkDir(path, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			total += info.Size()
		}
		return nil
	})
	return total
}
