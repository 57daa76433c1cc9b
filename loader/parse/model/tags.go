package model

import "claimgraph/loader/syntax"

// Name tags: 0 is outside, 2k-1 begins a name of kind k, 2k continues it.
const (
	Kinds    = int(syntax.GroupName)
	NameTags = 1 + 2*Kinds
)

// NameTag is the tag with a number.
func NameTag(tag int) syntax.NameTag {
	return syntax.NameTag{Kind: syntax.NameKind((tag + 1) / 2), Begin: tag%2 == 1}
}

// Begin and Inside are the numbers of a kind's tags.
func Begin(kind syntax.NameKind) int  { return 2*int(kind) - 1 }
func Inside(kind syntax.NameKind) int { return 2 * int(kind) }

// Follows says whether tag may come after previous (-1 at the start).
func Follows(previous, tag int) bool {
	if tag == 0 || tag%2 == 1 {
		return true
	}
	return previous == tag || previous == tag-1
}
