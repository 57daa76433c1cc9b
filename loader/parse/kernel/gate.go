package kernel

// Curves are the sigmoid and the hyperbolic tangent at CurveSteps points from
// -8 to 8, with 15 bits after the point. The last element is padding.
type Curves struct{ Sigmoid, Tanh [CurveSteps + 2]int16 }

const (
	CurveSteps = 4096
	curveHalf  = CurveSteps / 2
	curveStep  = 8  // bits after the point of their arguments
	cellPoint  = 12 // and of cells and hidden states
)

// Gate takes one token's step of an LSTM in integers. The sums of the input,
// forget, candidate and output gates are those over the input plus those over
// the state before; shift (a count of bits per element) brings them to the
// curves' steps. cell is replaced, hidden written.
//
//	cell   = forget·cell + input·candidate
//	hidden = output·tanh(cell)
func Gate(input, state, shift []int32, cell, hidden []int16, c *Curves) {
	gate(input, state, shift, cell, hidden, c)
}

func gateGo(input, state, shift []int32, cell, hidden []int16, c *Curves) {
	h := len(cell)
	hidden = hidden[:h]
	input, state, shift = input[:4*h], state[:4*h], shift[:4*h]
	step := func(at int) int32 { return curveAt((input[at] + state[at]) >> (shift[at] & 31)) }
	for j := range cell {
		in := int32(c.Sigmoid[step(j)])
		forget := int32(c.Sigmoid[step(h+j)])
		candidate := int32(c.Tanh[step(2*h+j)])
		output := int32(c.Sigmoid[step(3*h+j)])
		v := (forget*int32(cell[j]) + in*candidate>>(15-cellPoint) + 1<<14) >> 15
		v = max(-32767, min(32767, v))
		cell[j] = int16(v)
		squashed := int32(c.Tanh[curveAt(v>>(cellPoint-curveStep))])
		hidden[j] = int16((output*squashed + 1<<(29-cellPoint)) >> (30 - cellPoint))
	}
}

func curveAt(step int32) int32 { return max(-curveHalf, min(curveHalf-1, step)) + curveHalf }
