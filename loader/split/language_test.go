package split

import (
	"strings"
	"testing"
)

func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		text, code string
		sure       bool
	}{
		{"The European Commission said on Monday that it would open an investigation into the deal, which was announced in December.", "en", false},
		{"Die Europäische Kommission teilte am Montag mit, dass sie eine Untersuchung des im Dezember angekündigten Geschäfts einleiten werde. Die Unternehmen wollten sich dazu zunächst nicht äußern. An der Börse gaben ihre Aktien am Nachmittag deutlich nach.", "de", true},
		{"La Commission européenne a annoncé lundi l’ouverture d’une enquête sur l’accord, qui avait été annoncé en décembre dernier. Les entreprises concernées n’ont pas souhaité commenter cette décision, qui pourrait retarder la transaction de plusieurs mois.", "fr", true},
		{"El Gobierno aprobó el lunes una nueva ley que pretende acelerar la construcción de parques eólicos en todo el país. La ministra dijo que las comunidades autónomas deberán ofrecer suficientes terrenos antes de 2027. La oposición criticó duramente los planes.", "es", true},
		{"قالت المفوضية الأوروبية يوم الاثنين إنها ستفتح تحقيقا في الصفقة التي أعلن عنها في ديسمبر الماضي، وتراجعت أسهم الشركة بعد الإعلان.", "ar", true},
		{"欧盟委员会周一表示,将对去年十二月宣布的这笔交易展开调查,该公司的股价在消息公布之后大幅下跌,投资者普遍感到担忧。", "zh", true},
		{"Shares fell.", "", false},
		{"1, 2, 3 … 👍", "", false},
		{"", "", false},
	} {
		if code, sure := Language(c.text); code != c.code || sure != c.sure {
			t.Errorf("%.30q: %q, %v, want %q, %v", c.text, code, sure, c.code, c.sure)
		}
	}
}

// FuzzLanguage: any text has an answer, and a code where it is sure.
func FuzzLanguage(f *testing.F) {
	f.Add(strings.Repeat("é", languageSample))
	f.Fuzz(func(t *testing.T, in string) {
		if code, sure := Language(strings.ToValidUTF8(in, "\ufffd")); sure && code == "" {
			t.Fatal("sure of nothing")
		}
	})
}
