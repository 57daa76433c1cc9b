package quadstore

import (
	"context"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"
)

// The reading half of a bulk load: one goroutine pulls quads from the source
// (which may parse on others) and writes their terms as bytes, another numbers
// the terms.

// parcel is a few thousand quads on their way from one to the other: the bytes
// of their terms in a row.
type parcel struct {
	bytes []byte
	ends  []uint32 // four per quad: where its term ends in bytes; same for one that repeats
	quads int
}

const (
	maxParcel   = 2048           // quads
	parcelBytes = 1024           // of memory for one quad of a parcel
	same        = ^uint32(0)     // the term that stood at this position before
	none        = ^uint32(0) - 1 // no label
)

// packer writes quads into parcels.
type packer struct {
	label  quad.Value
	skolem string
	size   int           // quads in a parcel
	last   [4]quad.Value // within this parcel
	out    *parcel
	free   <-chan *parcel // emptied ones, to be used again
}

func (p *packer) add(q quad.Quad) error {
	start, startEnds := len(p.out.bytes), len(p.out.ends)
	for pos, v := range [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if err := p.addTerm(pos, v); err != nil {
			p.out.bytes, p.out.ends = p.out.bytes[:start], p.out.ends[:startEnds]
			p.last = [4]quad.Value{}
			return fmt.Errorf("%s: %w", positionNames[pos], err)
		}
	}
	p.out.quads++
	return nil
}

func (p *packer) addTerm(pos int, v quad.Value) error {
	if pos == label && v == nil {
		if v = p.label; v == nil {
			p.out.ends = append(p.out.ends, none)
			p.last[pos] = nil
			return nil
		}
	}
	if iri, ok := v.(quad.IRI); ok && pos != object && p.last[pos] == v && iri != "" {
		p.out.ends = append(p.out.ends, same)
		return nil
	}
	bytes, err := p.appendTerm(v)
	if err != nil {
		return err
	}
	p.out.bytes = bytes
	p.out.ends = append(p.out.ends, uint32(len(bytes)))
	p.last[pos] = v
	return nil
}

func (p *packer) appendTerm(v quad.Value) ([]byte, error) {
	if blank, ok := v.(quad.BNode); ok && p.skolem != "" {
		return append(append(append(p.out.bytes, kindIRI), p.skolem...), blank...), nil
	}
	return appendTerm(p.out.bytes, v)
}

// next gives the parcel that was filled, and begins another one.
func (p *packer) next() *parcel {
	full := p.out
	select {
	case p.out = <-p.free:
		p.out.bytes, p.out.ends, p.out.quads = p.out.bytes[:0], p.out.ends[:0], 0
	default:
		p.out = &parcel{bytes: make([]byte, 0, 128*p.size), ends: make([]uint32, 0, 4*p.size)}
	}
	p.last = [4]quad.Value{}
	return full
}

// pack reads src to its end and sends parcels.
func (b *bulk) pack(ctx context.Context, src iter.Seq2[quad.Quad, error], send func(*parcel) error) error {
	size := max(1, min(maxParcel, b.memoryBytes()/parcelBytes))
	p := &packer{skolem: b.opts.Skolem, size: size, free: b.emptied}
	if b.opts.Label != "" {
		p.label = b.opts.Label
	}
	p.next()
	for q, err := range src {
		if err == nil {
			err = p.add(q)
		}
		if err != nil {
			if err := b.forgive(err); err != nil {
				return err
			}
			continue
		}
		if p.out.quads == size || len(p.out.bytes) > 1<<24 {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := send(p.next()); err != nil {
				return err
			}
		}
	}
	return send(p.next())
}

// forgive asks the caller what to do about an error of the source.
func (b *bulk) forgive(err error) error {
	if b.opts.OnError == nil {
		return err
	}
	if err := b.opts.OnError(err); err != nil {
		return err
	}
	b.stats.Skipped++
	return nil
}

// unpack numbers the terms of a parcel.
func (b *bulk) unpack(p *parcel) {
	var last rankQuad
	start := uint32(0)
	for i, end := range p.ends {
		pos := i & 3
		switch end {
		case same:
		case none:
			last[pos] = 0
		default:
			last[pos] = b.table.number(p.bytes[start:end]) + 1
			start = end
		}
		if pos == label {
			b.quads = append(b.quads, last)
		}
	}
}

// read fills the table of terms and the list of quads.
func (b *bulk) read(ctx context.Context, src iter.Seq2[quad.Quad, error]) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	parcels := make(chan *parcel, 8)
	done := make(chan error, 1)
	go func() { done <- b.number(parcels, cancel) }()
	err := b.pack(ctx, src, func(p *parcel) error {
		select {
		case parcels <- p:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	})
	close(parcels)
	if numbered := <-done; numbered != nil {
		return numbered
	}
	return err
}

func (b *bulk) number(parcels <-chan *parcel, cancel context.CancelCauseFunc) (failed error) {
	for p := range parcels {
		if failed != nil {
			continue
		}
		b.unpack(p)
		b.stats.Read += p.quads
		select {
		case b.emptied <- p:
		default:
		}
		if b.opts.Progress != nil {
			b.opts.Progress(b.stats.Read)
		}
		if failed = b.spillWhenFull(); failed != nil {
			cancel(failed)
		}
	}
	return failed
}
