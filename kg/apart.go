package kg

import "github.com/cayleygraph/quad"

// Apart says whether people keep two entities apart.
func (k *KnownNames) Apart(a, b quad.IRI) (bool, error) {
	for q, err := range k.scan(nil, Apart, a, Curation) {
		if err != nil {
			return false, err
		}
		terms, err := k.store.Terms(q[:1])
		if err != nil {
			return false, err
		}
		for _, err := range k.scan(terms[0], Apart, b, Curation) {
			return err == nil, err
		}
	}
	return false, nil
}
