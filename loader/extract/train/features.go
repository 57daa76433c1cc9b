package main

import "slices"

// leastTexts is in how many texts a feature must stand to be kept.
const leastTexts = 3

// kept are the hashes of the features that enough texts have, rising.
func kept(docs []document) []uint32 {
	count, last := map[uint32]int{}, map[uint32]int{}
	for i := range docs {
		for _, c := range docs[i].candidates {
			if c.right|c.wrong == 0 {
				continue
			}
			for _, f := range c.Features {
				if last[f] != i+1 {
					last[f] = i + 1
					count[f]++
				}
			}
		}
	}
	var keys []uint32
	for f, n := range count {
		if n >= leastTexts {
			keys = append(keys, f)
		}
	}
	slices.Sort(keys)
	return keys
}

// number gives each pair its kept features by number.
func number(docs []document, keys []uint32) {
	index := make(map[uint32]uint32, len(keys))
	for i, k := range keys {
		index[k] = uint32(i)
	}
	for i := range docs {
		for k := range docs[i].candidates {
			c := &docs[i].candidates[k]
			c.features = c.features[:0]
			for _, f := range c.Features {
				if n, ok := index[f]; ok {
					c.features = append(c.features, n)
				}
			}
		}
	}
}
