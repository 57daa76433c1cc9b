package graph

import (
	"strings"

	"claimgraph/graph/generated"

	"github.com/vektah/gqlparser/v2/formatter"
)

// SDL is the schema, printed in one canonical form.
func SDL() string {
	var b strings.Builder
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	formatter.NewFormatter(&b).FormatSchema(schema)
	return b.String()
}
