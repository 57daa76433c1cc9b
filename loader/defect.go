package loader

import (
	"fmt"
	"runtime/debug"

	"claimgraph/kg"
)

// Defect is the error of an article on which a stage failed. No text should
// ever make one fail; if one does, it costs that article and no other.
type Defect struct {
	Key   string // of the article
	Cause any    // what the stage panicked with
	Stack string
}

func (d *Defect) Error() string {
	return fmt.Sprintf("%s: not read, a stage failed on it: %v", d.Key, d.Cause)
}

// guarded is work, with a stage's panic turned into a Defect.
func guarded(a kg.Article, work func(kg.Article) *Analysis) (an *Analysis, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &Defect{Key: a.Key, Cause: cause, Stack: string(debug.Stack())}
		}
	}()
	return work(a), nil
}
