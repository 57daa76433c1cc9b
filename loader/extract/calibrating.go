package extract

import "claimgraph/kg"

// Grounds are what a claim's confidence rests on, as the command sees it that
// fits the table.
type Grounds struct {
	Form, Detail string   // the family of its rule
	Score        float64  // 0 to 1
	Factors      []string // names of odds
}

// Knots is how many points a curve has.
const Knots = knots

// Factors are the names of all odds.
func Factors() []string { return factorNames[:] }

// NewCalibrator is a reader without a table: it takes scores as they are and
// drops no claim for being unsure.
func NewCalibrator(v *kg.Vocabulary) (*Reader, error) {
	r, err := New(v)
	if err == nil {
		r.calibration = nil
	}
	return r, err
}

// Grounds are an article's claims with what their confidence rests on.
func (r *Reader) Grounds(in Input) ([]kg.Claim, []Grounds) {
	d := r.read(in, nil)
	list := make([]Grounds, len(d.grounds))
	for i, g := range d.grounds {
		list[i] = Grounds{Form: g.family.form, Detail: g.family.detail, Score: float64(g.score) / 1000}
		for k, name := range factorNames {
			if g.factors&(1<<k) != 0 {
				list[i].Factors = append(list[i].Factors, name)
			}
		}
	}
	return d.claims, list
}
