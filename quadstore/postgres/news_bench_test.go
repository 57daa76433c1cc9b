package postgres

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres/servertest"

	"github.com/cayleygraph/quad"
)

// articleOf is as much as an article brings: ten claims, forty quads each.
func articleOf(n int) (b quadstore.Batch) {
	label := quad.IRI(fmt.Sprint("urn:x:a", n))
	for c := range 10 {
		claim := quad.IRI(fmt.Sprintf("urn:x:a%d#c%d", n, c))
		b.Add = append(b.Add, quad.Quad{Subject: claim, Predicate: quad.IRI("urn:x:is"), Object: quad.IRI("urn:x:Claim"), Label: label})
		for q := range 39 {
			b.Add = append(b.Add, quad.Quad{Subject: claim, Predicate: quad.IRI(fmt.Sprint("urn:x:p", q)), Object: quad.String(fmt.Sprint(q*n%97, " ", q%7)), Label: label})
		}
	}
	return b
}

// BenchmarkTelling commits articles to two stores of one server by turns, one of
// which tells of them: what that costs a commit.
func BenchmarkTelling(b *testing.B) {
	server := servertest.Start(b, servertest.Durable)
	silent, told := open(b, server.New(b), Options{}), open(b, server.New(b), telling)
	took := map[*DB][]time.Duration{}
	for n := 0; b.Loop(); n++ {
		for _, db := range []*DB{silent, told} {
			begun := time.Now()
			if err := db.Apply(context.Background(), articleOf(n)); err != nil {
				b.Fatal(err)
			}
			took[db] = append(took[db], time.Since(begun))
		}
	}
	quiet, loud := middle(took[silent], 50), middle(took[told], 50)
	b.ReportMetric(float64(quiet.Microseconds())/1000, "silent-ms")
	b.ReportMetric(float64(loud.Microseconds())/1000, "telling-ms")
	b.ReportMetric(float64(loud)/float64(quiet), "ratio")
}

// BenchmarkHearing measures from when a commit of one process returns until another
// one has what it tells, by the server's bell and by the clock.
func BenchmarkHearing(b *testing.B) {
	server := servertest.Start(b, servertest.Durable)
	for _, way := range []string{"bell", "clock"} {
		b.Run(way, func(b *testing.B) {
			url := server.New(b)
			ours, theirs := open(b, url, Options{}), open(b, url, telling)
			ours.bell.unknown.Store(way == "clock")
			heard := make(chan time.Time)
			go hear(ours, heard)
			time.Sleep(500 * time.Millisecond) // it listens
			var took []time.Duration
			for n := 0; b.Loop(); n++ {
				if err := theirs.Apply(context.Background(), claimsOf(fmt.Sprint(n))); err != nil {
					b.Fatal(err)
				}
				committed := time.Now()
				took = append(took, max(0, (<-heard).Sub(committed)))
				time.Sleep(time.Duration(n*7919%250) * time.Millisecond) // not in step with the clock
			}
			b.ReportMetric(float64(middle(took, 50).Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(middle(took, 99).Microseconds())/1000, "p99-ms")
		})
	}
}

// hear tells when each of the news was there, until the store is closed.
func hear(db *DB, heard chan<- time.Time) {
	for after := uint64(0); ; {
		bell := db.NewsBell()
		got, _, err := db.News(context.Background(), after, 100)
		if err != nil {
			return
		}
		for range got {
			heard <- time.Now()
		}
		if after += uint64(len(got)); len(got) == 0 {
			<-bell
		}
	}
}

// middle is a percentile.
func middle(list []time.Duration, percent int) time.Duration {
	slices.Sort(list)
	return list[min(len(list)-1, len(list)*percent/100)]
}
