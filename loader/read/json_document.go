package read

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// A JSON document is articles as objects, in an array or one after the other, over
// as many lines as it likes: the same objects as in JSON lines, read one by one.
// An object that is no article costs itself, an error of syntax all that follows.

func (w *walk) jsonDocument(name string, in *decoded) bool {
	bound := &bounded{Reader: in, max: w.MaxArticleBytes + headBytes, says: "an article has at most %d bytes"}
	d := json.NewDecoder(bound)
	list := bytes.HasPrefix(bytes.TrimLeft(in.head, " \t\r\n"), []byte("["))
	if list {
		if _, err := d.Token(); err != nil {
			return w.fail(name, 0, jsonEnd(err))
		}
	}
	for number := 1; ; number++ {
		bound.read = 0
		inside := fmt.Sprintf("%s: item %d", name, number)
		if !d.More() {
			_, err := d.Token()
			if err == nil || !list && err == io.EOF {
				if _, err = io.Copy(io.Discard, in); err == nil { // what is packed tells at its end whether it is whole
					return true
				}
			}
			return w.fail(inside, 0, jsonEnd(err))
		}
		var object json.RawMessage
		if err := d.Decode(&object); err != nil {
			return w.fail(inside, 0, jsonEnd(err))
		}
		if !w.jsonItem(inside, object) {
			return false
		}
	}
}

func (w *walk) jsonItem(inside string, object []byte) bool {
	article, err := ParseArticle(object)
	if err != nil {
		return w.fail(inside, 0, err)
	}
	return w.yield(Input{Name: inside, Article: article, Replaced: invalidBytes(object)}, nil)
}

// jsonEnd says why a document cannot be read on.
func jsonEnd(err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w: the file ends in the middle", ErrArticle)
	case errors.As(err, &syntax):
		return fmt.Errorf("%w: byte %d: %w; what follows is not read", ErrArticle, syntax.Offset, err)
	}
	return err
}
