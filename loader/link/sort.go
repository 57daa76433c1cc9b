package link

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Which names a noun may be another word for: a country is no city, a university
// no company, and only a paper is "the newspaper".

// sorts are nouns that pick up a name by its kind alone.
var sorts = map[string]kg.Kind{
	"company": kg.Organization, "firm": kg.Organization, "startup": kg.Organization, "start-up": kg.Organization,
	"corporation": kg.Organization, "business": kg.Organization, "chipmaker": kg.Organization, "automaker": kg.Organization,
	"carmaker": kg.Organization, "retailer": kg.Organization, "organization": kg.Organization, "organisation": kg.Organization,
	"group": kg.Organization, "agency": kg.Organization, "university": kg.Organization, "party": kg.Organization,
	"country": kg.Place, "nation": kg.Place, "city": kg.Place, "town": kg.Place, "village": kg.Place, "island": kg.Place,
	"app": kg.Product, "chatbot": kg.Product, "model": kg.Product, "chip": kg.Product, "software": kg.Product, "device": kg.Product,
	"phone": kg.Product, "film": kg.Work, "movie": kg.Work, "album": kg.Work, "book": kg.Work, "novel": kg.Work, "song": kg.Work,
	"storm": kg.Event, "hurricane": kg.Event, "typhoon": kg.Event, "cyclone": kg.Event,
}

// sortFits looks at the names: one of them must fit the noun where it is of a
// sort that shows in names, else the first.
func (a *article) sortFits(root int, noun string) bool {
	if bodies, told := tellingNames[noun]; told {
		return a.anyName(root, func(name string) bool { return bodies.has(name) })
	}
	for _, i := range a.chains[root].refs {
		if r := &a.refs[i]; r.Form == syntax.Name {
			return nameFits(r, noun)
		}
	}
	return true
}

// anyName says whether one of a chain's names is so.
func (a *article) anyName(root int, is func(name string) bool) bool {
	return slices.ContainsFunc(a.chains[root].refs, func(i int) bool { return a.refs[i].Form == syntax.Name && is(a.refs[i].Name) })
}

func nameFits(r *ref, noun string) bool {
	k, known := lexicon.Name(r.Name)
	switch noun {
	case "country", "nation":
		return known && (k.What == 'c' || k.Demonym() && k.Country != "")
	case "city", "town", "village", "island":
		return !known || k.What == 'k' || k.What == 'r'
	case "company", "firm", "startup", "start-up", "corporation", "business", "chipmaker", "automaker", "carmaker", "retailer":
		if known && k.Country == "" {
			return false
		}
		words := nameWords(r.Name)
		if len(words) == 0 {
			return false
		}
		last := words[len(words)-1]
		sort, _ := lexicon.Noun(last)
		return sort != lexicon.Body || legal[last]
	}
	return true
}

// telling are words and whole names by which one sees of what sort a body is.
type telling struct{ words, names map[string]bool }

func (t telling) has(name string) bool {
	if t.names[name] {
		return true
	}
	for word := range strings.FieldsSeq(strings.ToLower(name)) {
		if t.words[word] {
			return true
		}
	}
	return false
}

// tells makes one of words in small letters and of names with commas between.
func tells(words, names string) telling {
	t := telling{map[string]bool{}, map[string]bool{}}
	for word := range strings.FieldsSeq(words) {
		t.words[word] = true
	}
	for name := range strings.SplitSeq(names, ",") {
		t.names[name] = true
	}
	return t
}

var (
	papers = tells("times post journal herald tribune telegraph gazette courier chronicle mail mirror daily news express standard observer guardian globe star sun inquirer independent",
		"Le Monde,Le Figaro,Der Spiegel,Die Welt,Haaretz,La Repubblica,Corriere della Sera,El País,El Pais,USA Today,Izvestia,Kommersant,Politico")
	airlines = tells("airlines airline air airways aviation",
		"Lufthansa,Ryanair,EasyJet,easyJet,KLM,Qantas,Aeroflot,Emirates,Etihad,AirAsia,JetBlue,Germanwings,Eurowings,Delta,Finnair,Iberia,Alitalia")
	agencies = tells("agency administration authority bureau service commission department office centers centres institute center centre administrator unit",
		"NASA,FDA,CDC,EPA,FBI,CIA,NSA,FAA,WHO,ESA,DEA,NIH,FEMA,NOAA,UNHCR,UNICEF,UNESCO,IAEA,NTSB,NHTSA,FTC,SEC,Interpol,Europol,Frontex,ISRO,JAXA,Roscosmos,Reuters,AP,AFP,TASS,Interfax,Xinhua,Kyodo,Yonhap,Anadolu,EFE,Associated Press,World Health Organization,Moody's,Fitch,Standard & Poor's")
	lenders = tells("bank bancorp banco banking financial mae mac savings building",
		"HSBC,ING,UBS,BBVA,Barclays,Lloyds,Santander,UniCredit,Nordea,Credit Suisse,Goldman Sachs,Morgan Stanley,JPMorgan,JPMorgan Chase,JP Morgan,Citigroup,Commerzbank,Swedbank,Rabobank,Wells Fargo,BNP Paribas,Société Générale,Crédit Agricole,Credit Agricole,Intesa Sanpaolo,ABN Amro,Standard Chartered,Sberbank,Lehman Brothers,Merrill Lynch")
)

// tellingNames are the nouns whose sort shows in the names of what they mean.
var tellingNames = map[string]telling{
	"newspaper": papers, "daily": papers, "paper": papers, "airline": airlines, "agency": agencies, "lender": lenders, "bank": lenders,
	"university": tells("university college institute school", "MIT,Harvard,Yale,Stanford,Oxford,Cambridge,Princeton"),
	"party":      tells("party democrats conservatives labour union front alliance movement", "Likud,Fidesz,Syriza,Podemos,Kuomintang"),
	"ministry":   tells("ministry department", ""),
	"museum":     tells("museum gallery", "Louvre,Prado,Rijksmuseum,Hermitage,Smithsonian"),
	"storm":      tells("storm hurricane typhoon cyclone superstorm", ""), "hurricane": tells("hurricane", ""), "typhoon": tells("typhoon", ""), "cyclone": tells("cyclone", ""),
}

// stormName is what a storm is called whatever it has grown to: Humberto was a
// tropical storm before it was Hurricane Humberto.
func stormName(words []string) []string {
	if len(words) > 2 && words[0] == "tropical" {
		words = words[1:]
	}
	if len(words) == 2 && tellingNames["storm"].words[words[0]] {
		return []string{"storm", words[1]}
	}
	return words
}
