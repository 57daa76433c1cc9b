package eval

// Row is what one measure found on one part of a data set.
type Row struct {
	Measure, Part string
	Figures       []Figure
	Detail        bool // of the row before it: a property, a kind, a miss
}

// Figure is a number with as many decimals as the reference scorer prints.
type Figure struct {
	Name     string
	Value    float64
	Decimals int
	Goal     float64 // 0 where none is set
}
