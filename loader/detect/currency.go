package detect

import "strings"

// Currencies by ISO 4217 code. A symbol stands before its amount ("$5", "C$5",
// "Rs 5"), a name after it ("5 dollars", "5 Hong Kong dollars", "15 cents").
// Several countries' currencies have one name: the plain name is the code below
// where one of them is meant so often that it needs no adjective.

// symbols are currencies as they stand before an amount, also as the tokenizer
// leaves them whole: "us$".
var symbols = map[string]string{
	"$": "USD", "us$": "USD", "usd": "USD", "a$": "AUD", "au$": "AUD", "aud": "AUD", "c$": "CAD", "ca$": "CAD", "cdn$": "CAD",
	"cad": "CAD", "nz$": "NZD", "nzd": "NZD", "hk$": "HKD", "hkd": "HKD", "s$": "SGD", "sgd": "SGD", "nt$": "TWD", "r$": "BRL",
	"mx$": "MXN", "j$": "JMD", "£": "GBP", "gbp": "GBP", "€": "EUR", "eur": "EUR", "¥": "JPY", "jpy": "JPY", "rmb": "CNY",
	"cny": "CNY", "cn¥": "CNY", "₹": "INR", "inr": "INR", "rs": "INR", "rs.": "INR", "₽": "RUB", "rub": "RUB", "₩": "KRW",
	"krw": "KRW", "₺": "TRY", "₴": "UAH", "₪": "ILS", "₦": "NGN", "₱": "PHP", "₫": "VND", "฿": "THB", "chf": "CHF", "sek": "SEK",
	"nok": "NOK", "dkk": "DKK", "pln": "PLN", "zar": "ZAR",
}

// coins are names of currencies as they stand after an amount.
var coins = map[string]string{
	"dollar": "USD", "euro": "EUR", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "rupee": "INR", "ruble": "RUB",
	"rouble": "RUB", "franc": "CHF", "krona": "SEK", "kronor": "SEK", "zloty": "PLN", "lira": "TRY", "naira": "NGN",
	"baht": "THB", "rand": "ZAR", "hryvnia": "UAH", "hryvnias": "UAH", "shekel": "ILS", "forint": "HUF", "rupiah": "IDR", "ringgit": "MYR",
	"lari": "GEL", "reais": "BRL", "dong": "VND", "taka": "BDT", "tenge": "KZT", "usd": "USD", "eur": "EUR", "gbp": "GBP",
}

// national are currencies that an adjective or a country's name tells from
// others of the same name.
var national = map[string]string{
	"us dollar": "USD", "u.s. dollar": "USD", "american dollar": "USD", "australian dollar": "AUD", "canadian dollar": "CAD", "hong kong dollar": "HKD",
	"new zealand dollar": "NZD", "singapore dollar": "SGD", "taiwan dollar": "TWD", "taiwanese dollar": "TWD", "jamaican dollar": "JMD",
	"namibian dollar": "NAD", "zimbabwean dollar": "ZWL", "zimbabwe dollar": "ZWL",
	"british pound": "GBP", "egyptian pound": "EGP", "lebanese pound": "LBP", "syrian pound": "SYP", "sudanese pound": "SDG",
	"indian rupee": "INR", "pakistani rupee": "PKR", "pakistan rupee": "PKR", "sri lankan rupee": "LKR", "nepalese rupee": "NPR",
	"mexican peso": "MXN", "argentine peso": "ARS", "philippine peso": "PHP", "chilean peso": "CLP", "colombian peso": "COP", "cuban peso": "CUP",
	"iraqi dinar": "IQD", "kuwaiti dinar": "KWD", "jordanian dinar": "JOD", "serbian dinar": "RSD", "algerian dinar": "DZD", "libyan dinar": "LYD",
	"norwegian krone": "NOK", "norwegian kroner": "NOK", "danish krone": "DKK", "danish kroner": "DKK", "swedish krona": "SEK",
	"swedish kronor": "SEK", "icelandic krona": "ISK", "icelandic króna": "ISK", "czech koruna": "CZK", "swiss franc": "CHF",
	"south korean won": "KRW", "korean won": "KRW", "north korean won": "KPW", "russian ruble": "RUB", "russian rouble": "RUB",
	"belarusian ruble": "BYN", "iranian rial": "IRR", "omani rial": "OMR", "saudi riyal": "SAR", "qatari riyal": "QAR",
	"uae dirham": "AED", "moroccan dirham": "MAD", "kenyan shilling": "KES", "ugandan shilling": "UGX", "tanzanian shilling": "TZS",
	"turkish lira": "TRY", "brazilian real": "BRL", "brazilian reais": "BRL",
}

// hundredths are names of the hundredth part of a currency, by the plain one.
var hundredths = map[string]string{"cent": "USD", "pence": "GBP", "penny": "GBP", "paise": "INR", "kopeck": "RUB"}

// currencyBefore reads the symbol at word i and returns the word after it.
func (s *sentence) currencyBefore(i int) (currency string, at int) {
	if s.taken[i] != free || i+1 >= len(s.Words) {
		return "", i
	}
	if s.lower(i+1) == "$" && !s.Words[i].SpaceAfter { // "C$" in two tokens
		if c, ok := symbols[s.lower(i)+"$"]; ok && i+2 < len(s.Words) {
			return c, i + 2
		}
	}
	c, ok := symbols[s.lower(i)]
	if first := s.Words[i].Form[0]; !ok || first >= 'a' && first <= 'z' {
		return "", i
	}
	return c, i + 1
}

// coin reads the currency whose name is the noun, and its part of the amount.
func (s *sentence) coin(noun, next int, amount float64) (currency string, part float64) {
	lemma := s.lemma(noun)
	if c := hundredths[lemma]; c != "" {
		if s.lower(noun-1) == "euro" {
			c = "EUR"
		}
		return c, .01
	}
	if noun > next {
		if c := national[s.lower(noun-1)+" "+lemma]; c != "" {
			return c, 1
		}
		if c := national[s.lower(noun-2)+" "+s.lower(noun-1)+" "+lemma]; c != "" {
			return c, 1
		}
	}
	if lemma == "pound" && (s.lower(noun+1) == "sterling" || amount >= 1e5 && s.lower(noun+1) != "of") {
		return "GBP", 1 // else a weight
	}
	return coins[lemma], 1
}

// isCoin says whether the word names a currency or its hundredth.
func (s *sentence) isCoin(i int) bool {
	lemma := s.lemma(i)
	return coins[lemma] != "" || hundredths[lemma] != "" || strings.HasSuffix(lemma, "dollar")
}
