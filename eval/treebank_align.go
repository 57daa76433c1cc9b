package eval

// alignWords lays the words of two treebanks of one text side by side: words
// that are tokens of their own by their place, those within tokens that hold
// several by the longest common subsequence of their forms in lower case.
func alignWords(g, s []treebankWord) []wordPair {
	var pairs []wordPair
	i, j := 0, 0
	for i < len(g) && j < len(s) {
		if g[i].multi || s[j].multi {
			fromG, fromS, toG, toS := multiwordStretch(g, s, i, j)
			for _, p := range commonForms(g[fromG:toG], s[fromS:toS]) {
				pairs = append(pairs, wordPair{fromG + p.gold, fromS + p.system})
			}
			i, j = toG, toS
			continue
		}
		switch {
		case g[i].stretch == s[j].stretch:
			pairs = append(pairs, wordPair{i, j})
			i, j = i+1, j+1
		case g[i].from <= s[j].from:
			i++
		default:
			j++
		}
	}
	return pairs
}

// multiwordStretch are the words of both from the multiword token at i or j up
// to where no such token reaches over a border.
func multiwordStretch(g, s []treebankWord, i, j int) (fromG, fromS, toG, toS int) {
	var end int
	if g[i].multi {
		end = g[i].to
		if !s[j].multi && s[j].from < g[i].from {
			j++
		}
	} else {
		end = s[j].to
		if !g[i].multi && g[i].from < s[j].from {
			i++
		}
	}
	fromG, fromS = i, j
	for within(g, i, end) || within(s, j, end) {
		if i < len(g) && (j >= len(s) || g[i].from <= s[j].from) {
			if g[i].multi {
				end = max(end, g[i].to)
			}
			i++
		} else {
			if s[j].multi {
				end = max(end, s[j].to)
			}
			j++
		}
	}
	return fromG, fromS, i, j
}

func within(words []treebankWord, i, end int) bool {
	return i < len(words) && (words[i].multi && words[i].from < end || !words[i].multi && words[i].to <= end)
}

// commonForms is a longest common subsequence.
func commonForms(g, s []treebankWord) []wordPair {
	same := func(i, j int) bool { return g[i].form == s[j].form }
	length := make([][]int, len(g)+1)
	length[len(g)] = make([]int, len(s)+1)
	for i := len(g) - 1; i >= 0; i-- {
		length[i] = make([]int, len(s)+1)
		for j := len(s) - 1; j >= 0; j-- {
			if length[i][j] = max(length[i+1][j], length[i][j+1]); same(i, j) {
				length[i][j] = length[i+1][j+1] + 1
			}
		}
	}
	var pairs []wordPair
	for i, j := 0, 0; i < len(g) && j < len(s); {
		switch {
		case same(i, j):
			pairs = append(pairs, wordPair{i, j})
			i, j = i+1, j+1
		case length[i][j] == length[i+1][j]:
			i++
		default:
			j++
		}
	}
	return pairs
}
