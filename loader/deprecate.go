package loader

import (
	"fmt"
	"slices"
	"sync"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// deprecated are the claims and facts that do not count, nil where nobody has
// deprecated anything: most stores have none, and every change asks.
func (d *decided) deprecated() (*kg.Deprecated, error) {
	if d.counts == nil {
		d.counts = sync.OnceValues(d.readDeprecated)
	}
	return d.counts()
}

func (d *decided) readDeprecated() (*kg.Deprecated, error) {
	some, err := d.deprecates()
	if !some || err != nil {
		return nil, err
	}
	all, err := kg.Decisions(d.snap)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(one *kg.Decision) bool { return d.gone != "" && one.IRI() == d.gone })
	if d.add != nil {
		all = append(all, d.add)
		slices.SortFunc(all, kg.CompareDecisions)
	}
	return kg.DeprecatedBy(all), nil
}

// deprecates says whether anybody has deprecated anything. What was confirmed changes
// only what is misread.
func (d *decided) deprecates() (bool, error) {
	if d.add != nil && d.add.Deprecates() {
		return true, nil
	}
	if stored, err := d.any(); !stored || err != nil {
		return false, err
	}
	for _, kind := range [...]kg.CurationKind{kg.Deprecate, kg.Misread} {
		for _, err := range scan(d.snap, nil, kg.Type, kind.IRI(), kg.Curation) {
			return err == nil, err
		}
	}
	return false, nil
}

// deprecating adds the articles with claims that come to count, or cease to,
// when decisions change.
func deprecating(before, after *decided, touched map[string]bool) error {
	was, err := before.deprecated()
	if err != nil {
		return err
	}
	is, err := after.deprecated()
	if err != nil {
		return err
	}
	claims, facts := was.Differences(is)
	for _, fact := range facts {
		err := claiming(before.snap, fact, func(claim quad.IRI) error {
			claims = append(claims, claim)
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, claim := range claims {
		if article, ok := kg.ClaimArticle(string(claim)); ok {
			touched[article] = true
		}
	}
	return nil
}

// claiming visits the labels of a fact's edges, claims and others, and its
// claims without an edge.
func claiming(snap kg.Store, fact kg.Proposition, visit func(quad.IRI) error) error {
	named := func(v quad.Value) error {
		iri, _ := v.(quad.IRI)
		return visit(iri)
	}
	if err := column(snap, 3, scan(snap, fact.Subject, fact.Predicate, fact.Object, nil), named); err != nil {
		return err
	}
	return subjects(snap, kg.ClaimSubject, fact.Subject, kg.Identity, func(claim quad.Value) error {
		for _, at := range [...][2]quad.Value{{kg.ClaimObject, fact.Object}, {kg.Pred, fact.Predicate}} {
			there, err := holds(snap, claim, at[0], at[1])
			if !there || err != nil {
				return err
			}
		}
		return named(claim)
	})
}

// holds says whether any quad has a subject, predicate and object.
func holds(snap kg.Store, terms ...quad.Value) (bool, error) {
	for _, err := range scan(snap, append(terms, nil)...) {
		return err == nil, err
	}
	return false, nil
}

// refuseJudgement refuses a verdict about a claim while the opposite one holds: which
// of the two counts would hang on when they were taken.
func (d *decided) refuseJudgement(by *kg.Decision) error {
	if err := d.refuseDeprecate(by); err != nil || by.Kind == kg.Deprecate {
		return err
	}
	list, err := d.naming(kg.AboutClaim, by.Entity)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(one *kg.Decision) bool { return one.Kind == kg.Deprecate })
	if len(list) == 0 {
		return nil
	}
	judged := slices.MaxFunc(list, kg.CompareDecisions)
	if judged.Kind == by.Kind {
		return nil
	}
	why := "it was confirmed"
	if judged.Kind == kg.Misread {
		why = "it is marked as misread"
	}
	return &kg.Refusal{Code: codeJudgedOtherwise, What: string(by.Entity), Why: fmt.Sprintf("%s; undo %s first", why, judged.Name())}
}

// refuseDeprecate refuses what nobody claims.
func (d *decided) refuseDeprecate(by *kg.Decision) error {
	fact, isFact := by.Proposition()
	if !isFact {
		there, err := holds(d.snap, by.Entity, kg.Type, kg.ClaimClass)
		if there || err != nil {
			return err
		}
		return &kg.Refusal{Code: codeUnknownClaim, What: string(by.Entity), Why: "no article makes such a claim"}
	}
	found := false
	err := claiming(d.snap, fact, func(quad.IRI) error {
		found = true
		return nil
	})
	if found || err != nil {
		return err
	}
	return &kg.Refusal{Code: codeUnknownFact, What: string(by.Entity), Why: "the graph has no such fact"}
}
