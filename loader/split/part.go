package split

import "claimgraph/loader/syntax"

func datelineEnd(text string, tokens []syntax.Token) int { return 0 }
func (s *splitter) nameParts()                           {}
