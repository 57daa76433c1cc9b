package kg

import (
	"math"
	"strings"
	"time"
)

// Amounts and times that exclude each other.

// unitOf is the unit in which a quantity is compared, "" for any other object.
// Counts of people are bare numbers: five died, five people died.
func unitOf(o ObjectTerm) string {
	q, ok := o.(*QuantityTerm)
	if !ok {
		return ""
	}
	switch q.Unit {
	case "people", "person", "life":
		return ""
	}
	return q.Unit
}

// bounds are the amounts that a quantity allows.
type bounds struct {
	low, high         float64
	lowOpen, highOpen bool // the end itself is not allowed
}

// nearly is how far off an amount may be that is said to be about right.
const nearly = 0.1

func boundsOf(v *Value) bounds {
	b := bounds{low: v.Amount, high: v.Amount}
	switch v.Op {
	case Less, LessOrEqual:
		b.low, b.highOpen = math.Inf(-1), v.Op == Less
	case Greater, GreaterOrEqual:
		b.high, b.lowOpen = math.Inf(1), v.Op == Greater
	case About:
		slack := math.Abs(v.Amount) * nearly
		b.low, b.high = v.Amount-slack, v.Amount+slack
	case Range:
		b.high = v.High
	}
	return b
}

func (b bounds) apart(c bounds) bool { return b.below(c) || c.below(b) }

func (b bounds) below(c bounds) bool {
	return b.high < c.low || b.high == c.low && (b.highOpen || c.lowOpen)
}

// datesApart says whether no day is in both dates. One that is uncertain (?, ~, %)
// reaches a year further either way.
func datesApart(a, b string) bool {
	p, known := parseEDTF(a)
	q, too := parseEDTF(b)
	if !known || !too {
		return false
	}
	if strings.ContainsAny(a, "?~%") {
		p = p.wider()
	}
	if strings.ContainsAny(b, "?~%") {
		q = q.wider()
	}
	return p.to < q.from || q.to < p.from
}

// timesApart says whether two times are known and no day is in both.
func timesApart(a, b *Interval) bool {
	p, known := a.period()
	q, too := b.period()
	return known && too && (p.to < q.from || q.to < p.from)
}

func timeOf(c *GraphClaim) *Interval {
	if c == nil {
		return nil
	}
	return &c.Time
}

// atOnce says whether two claims, as they stand, hold on one and the same day.
func atOnce(a, b *GraphClaim) bool {
	p, known := a.surely()
	q, too := b.surely()
	return known && too && p.from <= q.to && q.from <= p.to
}

// surely is the time in which the claim holds whatever its dates leave open: from
// the last day that may be its start to the first that may be its end. Without
// an end it goes to the day when it was published.
func (c *GraphClaim) surely() (period, bool) {
	if c == nil || c.Time.Start == "" {
		return period{}, false
	}
	start, known := parseEDTF(c.Time.Start)
	end := period{from: c.Article.Published.Format(time.DateOnly)}
	if c.Time.End != "" && c.Time.End != ".." {
		var ok bool
		end, ok = parseEDTF(c.Time.End)
		known = known && ok
	}
	p := period{start.to, end.from}
	return p, known && p.from <= p.to
}
