package graph

import (
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// explained says of errors of a request's variables and name what they are about: the
// libraries' messages are "must be defined" and "operation  not found".
func explained(op *graphql.OperationContext, name string, errs gqlerror.List) gqlerror.List {
	if op != nil && op.Doc != nil && op.Operation == nil && len(op.Doc.Operations) > 0 && len(errs) == 1 {
		errs[0].Message = whichOperation(len(op.Doc.Operations), name)
	}
	for _, e := range errs {
		if variable := variableOf(e.Path); variable != "" {
			e.Message = variable + ": " + e.Message
		}
	}
	return errs
}

func whichOperation(count int, name string) string {
	if name == "" {
		return fmt.Sprintf("the document has %d operations: say which one with operationName", count)
	}
	return "the document has no operation of the name that operationName gives"
}

// variableOf is what a path of an error names, as in $ref.name or $refs[2]; "" where it
// leads to something else than a variable.
func variableOf(path ast.Path) string {
	if len(path) < 2 || path[0] != ast.PathName("variable") {
		return ""
	}
	return "$" + strings.TrimPrefix(path[1:].String(), ".")
}
