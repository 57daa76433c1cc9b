package portable

import (
	"testing"

	"claimgraph/quadstore/postgres"
	"claimgraph/quadstore/postgres/queue"

	"github.com/cockroachdb/cockroachdb-parser/pkg/sql/parser"
)

func TestStatementsParse(t *testing.T) {
	statements := postgres.Statements()
	if len(statements) < 100 {
		t.Fatalf("only %d statements", len(statements))
	}
	for _, sql := range append(statements, queue.Statements()...) {
		if _, err := parser.Parse(sql); err != nil {
			t.Errorf("%s\n%v", sql, err)
		}
	}
}

// The parser refuses what is PostgreSQL's own, so that the test above can fail.
func TestParserRefuses(t *testing.T) {
	if _, err := parser.Parse("VACUUM quads"); err == nil {
		t.Error("VACUUM parses")
	}
}
