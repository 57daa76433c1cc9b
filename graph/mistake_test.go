package graph_test

import (
	"context"
	"encoding/json"
	"testing"

	"claimgraph/graph"
)

// TestMistakes holds that what is wrong with a request's variables, or its choice of an
// operation, is said by name.
func TestMistakes(t *testing.T) {
	config := over(fixture(t))
	one := `query One($ref: EntityRef!) { entity(ref: $ref) { label } }`
	many := `query Many($refs: [EntityRef!]) { entities(where: {refs: $refs}) { totalCount } }`
	for _, c := range []struct{ query, variables, operation, want string }{
		{one, `{}`, "", "$ref: must be defined"},
		{one, `{"ref": null}`, "", "$ref: cannot be null"},
		{one, `{"ref": {"nme": "x"}}`, "", "$ref.nme: unknown field"},
		{one, `{"ref": {}}`, "", "$ref: EntityRef takes exactly one field, and not null"},
		{many, `{"refs": [{"name": "x"}, {}]}`, "", "$refs[1]: EntityRef takes exactly one field, and not null"},
		{one + many, `{}`, "", "the document has 2 operations: say which one with operationName"},
		{one + many, `{}`, "Other", "the document has no operation of the name that operationName gives"},
	} {
		var variables map[string]any
		if err := json.Unmarshal([]byte(c.variables), &variables); err != nil {
			t.Fatal(err)
		}
		body, _, err := graph.Execute(context.Background(), config, c.query, variables, c.operation)
		if err != nil {
			t.Fatal(err)
		}
		var r reply
		if err := json.Unmarshal(body, &r); err != nil {
			t.Fatal(err)
		}
		if len(r.Errors) != 1 || r.Errors[0].Message != c.want {
			t.Errorf("%s %s: %v, want %q", c.query, c.variables, r.Errors, c.want)
		}
	}
}
