package loader

import (
	"errors"
	"fmt"
	"slices"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// Why a decision is refused, for programs.
const (
	codeUnknownEntity   = "UNKNOWN_ENTITY"
	codeSameEntity      = "SAME_ENTITY"
	codeCircle          = "CIRCLE"
	codeKeptApart       = "KEPT_APART"
	codeTooFew          = "TOO_FEW"
	codeNotItsMention   = "NOT_ITS_MENTION"
	codeNothingLeft     = "NOTHING_LEFT"
	codeUnknownClaim    = "UNKNOWN_CLAIM"
	codeUnknownFact     = "UNKNOWN_FACT"
	codeUnknownDecision = "UNKNOWN_CURATION"
	codeJudgedOtherwise = "JUDGED_OTHERWISE"
)

// refuse says why a decision cannot be taken now: nil where it can.
func (d *decided) refuse(by *kg.Decision) error {
	switch by.Kind {
	case kg.Merge:
		return d.refuseMerge(by)
	case kg.Split:
		return d.refuseSplit(by)
	case kg.Deprecate, kg.Misread, kg.Confirm:
		return d.refuseJudgement(by)
	}
	return d.refuseKeepApart(by)
}

func (d *decided) refuseMerge(by *kg.Decision) error {
	if len(by.From) == 0 {
		return &kg.Refusal{Code: codeTooFew, Why: "name at least one entity to merge"}
	}
	into, err := d.merges(by.Entity)
	if err != nil {
		return err
	}
	for i, from := range by.From {
		if from == by.Entity || slices.Contains(by.From[:i], from) {
			return &kg.Refusal{Code: codeSameEntity, What: string(from), Why: "an entity cannot be merged with itself"}
		}
		if slices.Contains(into, from) {
			return &kg.Refusal{Code: codeCircle, What: string(from), Why: "what it should be merged into is merged into it; undo that first"}
		}
		if err := d.refuseUnknown(from); err != nil {
			return err
		}
	}
	if err := d.refuseKept(append([]quad.IRI{by.Entity}, by.From...)); err != nil {
		return err
	}
	described, err := isSubject(d.snap, by.Entity)
	if err != nil || described {
		return err
	}
	return d.refuseUnknown(by.Entity)
}

// refuseKept refuses to make entities one of which some are kept apart, or of
// which something that was merged into them is.
func (d *decided) refuseKept(entities []quad.IRI) error {
	var before []quad.IRI // what those before are made of
	for _, entity := range entities {
		parts, err := d.parts(entity)
		if err != nil {
			return err
		}
		for _, part := range parts {
			kept, err := d.naming(kg.Apart, part)
			if err != nil {
				return err
			}
			for _, k := range kept {
				if slices.ContainsFunc(before, func(other quad.IRI) bool { return k.Has(kg.Apart, other) }) {
					return &kg.Refusal{Code: codeKeptApart, What: string(entity),
						Why: fmt.Sprintf("it is kept apart from what it should be one with; undo %s first", string(k.IRI()))}
				}
			}
		}
		before = append(before, parts...)
	}
	return nil
}

// parts are an entity and all that was merged into it, step by step.
func (d *decided) parts(entity quad.IRI) ([]quad.IRI, error) {
	list := []quad.IRI{entity}
	for i := 0; i < len(list); i++ {
		merges, err := d.naming(kg.Into, list[i])
		if err != nil {
			return nil, err
		}
		for _, m := range merges {
			for _, from := range m.From {
				last, err := d.latest(kg.From, from)
				if err != nil {
					return nil, err
				}
				if last.Entity == list[i] && !slices.Contains(list, from) {
					list = append(list, from)
				}
			}
		}
	}
	return list, nil
}

func (d *decided) refuseSplit(by *kg.Decision) error {
	if len(by.From) == 0 {
		return &kg.Refusal{Code: codeTooFew, Why: "name at least one mention to split off"}
	}
	if err := d.refuseUnknown(by.Entity); err != nil {
		return err
	}
	all := map[quad.IRI]bool{}
	if err := subjects(d.snap, kg.Denotes, by.Entity, kg.Identity, func(local quad.Value) error {
		iri, _ := local.(quad.IRI)
		all[iri] = true
		return nil
	}); err != nil {
		return err
	}
	for _, local := range by.From {
		if !all[local] {
			return &kg.Refusal{Code: codeNotItsMention, What: string(local), Why: "this is no mention of the entity"}
		}
	}
	if len(all) == len(by.From) {
		return &kg.Refusal{Code: codeNothingLeft, What: string(by.Entity), Why: "no mention of it would be left"}
	}
	return nil
}

func (d *decided) refuseKeepApart(by *kg.Decision) error {
	if len(by.From) == 0 {
		return &kg.Refusal{Code: codeTooFew, Why: "name at least two entities to keep apart"}
	}
	entities := append([]quad.IRI{by.Entity}, by.From...)
	for i, entity := range entities {
		if slices.Contains(entities[:i], entity) {
			return &kg.Refusal{Code: codeSameEntity, What: string(entity), Why: "an entity cannot be kept apart from itself"}
		}
		if err := d.refuseUnknown(entity); err != nil {
			return err
		}
	}
	return nil
}

// refuseUnknown refuses what no article names.
func (d *decided) refuseUnknown(entity quad.IRI) error {
	found := errors.New("found")
	err := subjects(d.snap, kg.Denotes, entity, kg.Identity, func(quad.Value) error { return found })
	if errors.Is(err, found) {
		return nil
	}
	if err != nil {
		return err
	}
	return &kg.Refusal{Code: codeUnknownEntity, What: string(entity), Why: "no article names such an entity"}
}

// isSubject says whether something is said of an entity.
func isSubject(snap kg.Store, entity quad.IRI) (bool, error) {
	for _, err := range scan(snap, entity, nil, nil, nil) {
		return err == nil, err
	}
	return false, nil
}
