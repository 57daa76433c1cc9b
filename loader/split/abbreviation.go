package split

import (
	"strings"
	"sync"
)

// abbreviations that keep their full stop and seldom end a sentence. The
// treebanks show only some of them; the model weighs the list as one feature.
const abbreviationList = `
mr mrs ms mx dr prof st sr jr rev hon fr sen rep gov pres gen col maj capt cmdr lt sgt cpl pvt adm brig
supt insp det sec treas amb atty supts messrs mmes sens reps govs gens drs profs
jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun
ala ariz ark calif colo conn del fla ga ia ill ind kan kans ky la mass md mich minn miss mo mont neb nebr nev
okla ore pa penn tenn tex va vt wash wis wisc wyo ont que alta sask
inc corp co cos ltd llc plc bros mfg intl assn assoc dept univ inst natl govt admin ave blvd rd hwy bldg apt ste
no nos vs v vol vols ed eds fig figs pp p al ch chap art arts cf viz approx est ext tel est min max avg misc
mt mts ft pt sq oz lb lbs yr yrs hr hrs mo mos wk wks gal mi km kg cm mm
`

var abbreviations = sync.OnceValue(func() map[uint32]bool {
	set := map[uint32]bool{}
	for word := range strings.FieldsSeq(abbreviationList) {
		set[wordHash(word)], set[wordHash(word+".")] = true, true
	}
	return set
})

// abbreviation says whether the hash is that of a word on the list, with or
// without its full stop.
func abbreviation(hash uint32) bool { return abbreviations()[hash] }

// wordHash hashes a text as a chunk of its characters hashes.
func wordHash(s string) uint32 {
	var h uint32
	for _, r := range s {
		r, _ = classify(r)
		h = mix(h, uint32(r))
	}
	return h
}
