package extract

// Trace receives what a reading tried. A nil trace is silent.
type Trace struct{}

func (t *Trace) sentence(d *reading, s *sentence, frames []frame) {}
func (t *Trace) drop(x draft, why string)                         {}
func (t *Trace) skip(s *sentence, word int, why string)           {}
