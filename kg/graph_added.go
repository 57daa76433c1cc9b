package kg

import "github.com/cayleygraph/quad"

// AddedClaims are the IRIs of the claims that come with quads and are not in
// the store, in the order of the quads: what a commit of them makes new.
func AddedClaims(before Store, quads []quad.Quad) ([]string, error) {
	var claims []quad.Value
	for _, q := range quads {
		if q.Predicate == Type && q.Object == ClaimClass {
			claims = append(claims, q.Subject)
		}
	}
	ids, err := before.Lookup(append(claims[:len(claims):len(claims)], Type, ClaimClass))
	if err != nil {
		return nil, err
	}
	isA, class := ids[len(claims)], ids[len(claims)+1]
	var added []string
	for i, claim := range claims {
		known, err := holds(before, [4]uint64{ids[i], isA, class})
		if err != nil {
			return nil, err
		}
		if iri, ok := claim.(quad.IRI); ok && !known {
			added = append(added, string(iri))
		}
	}
	return added, nil
}

// holds says whether a quad of a pattern is there; a term with the id 0 is in
// no quad.
func holds(s Store, pattern [4]uint64) (bool, error) {
	if pattern[0] == 0 || pattern[1] == 0 || pattern[2] == 0 {
		return false, nil
	}
	for _, err := range s.Scan(pattern, [4]uint64{}) {
		return err == nil, err
	}
	return false, nil
}
