package read

import "errors"

// What may be wrong with an input. Use errors.Is.
var (
	ErrEmpty       = errors.New("file is empty")
	ErrBinary      = errors.New("not text")
	ErrTooLong     = errors.New("too long")
	ErrTruncated   = errors.New("gzip data ends in the middle: the file was cut off")
	ErrDamaged     = errors.New("gzip data is damaged")
	ErrUnsupported = errors.New("not a format that can be read")
	ErrURL         = errors.New("addresses on the network are not fetched")
	ErrScheme      = errors.New("of addresses only those with http and https are fetched")
	ErrNotRegular  = errors.New("not a regular file")
	ErrArticle     = errors.New("not an article") // a JSON line
)
