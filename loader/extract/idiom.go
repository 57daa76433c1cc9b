package extract

import "strings"

// Idioms. "The chatbot made a splash", "AI's Sputnik moment", "the tip of the
// iceberg": their words say nothing of a splash, a moment or a tip, and what they
// do say is not a relation of two things. A frame whose words are an idiom makes
// no claim.

// figures are verbs with the noun that makes an idiom of them, as object or
// after a preposition. Those that are as often meant by the letter are left out.
var figures = pairs(`
	make splash, make wave, make headline, make history, make inroad, make mark, pave way, open door, open floodgate, turn eye, turn tide,
	turn table, turn corner, turn page, take storm, take toll, take stage, take spotlight, take plunge, take breath, throw towel, throw hat,
	throw weight, throw bus, cross rubicon, raise eyebrow, raise bar, raise stake, set stage, set tone, set bar, shed light, cast light, bear brunt,
	bear fruit, bite bullet, break ice, break mold, break mould, hit nail, hit wall, hit bottom, hit jackpot, hit stride, kick can, kick bucket,
	lay groundwork, lead way, leave mark, lend hand, lend ear, lose ground, lose steam, lose sleep, lose face, gain ground, gain traction,
	gain steam, gain momentum, move goalpost, move needle, pass buck, pass torch, point finger, pull plug, pull rug, pull string, pull punch,
	push envelope, push luck, put brake, rock boat, save face, send shockwave, send shiver, spill bean, steal show, steal thunder, strike chord,
	strike nerve, tip scale, tip balance, toe line, touch nerve, walk tightrope, weather storm, win day, carry day, carry weight, call shot, call time,
	change tune, clear air, clear way, come light, come fruition, come fire, come blow, come head, come grip, face music, fan flame, fill shoe,
	follow suit, grab headline, dominate headline, hold water, hold breath, jump gun, jump bandwagon, jump ship, keep eye, keep tab,
	level field, stand ground, stem tide, test water, tighten belt, tighten noose, sound alarm, ring alarm, miss boat, miss mark, see light,
	fall ear, add fuel, add insult, ruffle feather, buck trend, burn bridge, cut corner, drop ball, drop bombshell, beat drum, beat odds,
	fuel fire, sit fence, bring light, bring table, go mile, take back, take seat, cut ice, draw line, have hand, have cake`)

// images are nouns that are no class of what they are said of, by the noun or
// adjective that goes with them.
var images = pairs(`
	tip iceberg, straw last, bullet silver, bullet magic, slope slippery, sword double-edged, sword edged, house card, can worm, changer game,
	call wake-up, call wake, elephant room, elephant white, box pandora, cow sacred, cow cash, light green, moment watershed,
	moment defining, hole rabbit, nail coffin, drop bucket, drop ocean, feather cap, thorn side, icing cake, heel achilles, horse dark, horse trojan,
	lining silver, effect snowball, storm perfect, canary mine`)

func pairs(list string) map[string]bool {
	set := map[string]bool{}
	for pair := range strings.SplitSeq(list, ",") {
		set[strings.TrimSpace(pair)] = true
	}
	return set
}

// figurative says whether a frame's words are an idiom.
func (s *sentence) figurative(f *frame) bool {
	switch f.form {
	case verbFrame:
		verb := s.lemma(f.head)
		for _, c := range s.children[f.head] {
			if s.is(c, "obj", "obl", "compound:prt") && s.Words[c].UPOS == "NOUN" && figures[verb+" "+s.lemma(c)] {
				return true
			}
		}
	case nounFrame:
		noun := s.lemma(f.head)
		for _, c := range s.children[f.head] {
			if s.is(c, "amod", "compound", "nmod", "nmod:poss") && images[noun+" "+s.lemma(c)] {
				return true
			}
			if noun == "moment" && s.is(c, "compound", "nmod:poss") && s.Words[c].UPOS == "PROPN" && c < f.head { // "a Sputnik moment"
				return true
			}
		}
	}
	return false
}
