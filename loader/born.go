package loader

import (
	"cmp"

	"claimgraph/kg"
)

// tellByBirth tells a person from others of that name by the year of birth that
// the article gives: father and son of one name are two. Where all articles that
// tell agree on one year, the bare name is short for that person, and where they
// do not, for nobody.
func (an *Analysis) tellByBirth(e *kg.LocalEntity) {
	for i := range an.Claims {
		c := &an.Claims[i]
		if c.Subject.Entity != e.ID || c.Predicate.Name != "date_of_birth" || !c.Edge() || c.Object.Value == nil || len(c.Object.Value.EDTF) < len("1954") {
			continue
		}
		bare := cmp.Or(e.Distinct, e.Label)
		e.Distinct = bare + ", born " + c.Object.Value.EDTF[:len("1954")]
		e.Short = append(e.Short, bare)
		return
	}
}
