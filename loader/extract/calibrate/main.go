// Command calibrate fits the table by which loader/extract makes probabilities
// of its scores, and the thresholds of its claims:
//
//	go run ./loader/extract/calibrate -data ../shared/data -o loader/extract/calibration.txt
//
// It reads the texts of eval's exams that are not held back with the program's
// own stages and a reader that drops nothing, takes gold's word for which claims
// are right (sheets below eval/sheets, KnowledgeNet's folds 1 and 2, Re-DocRED,
// half of CaRB), and fits one logistic regression. To be run again whenever
// rules or models change: some fifteen seconds of processor time. How good the
// table is, `claimgraph eval calibration` says.
package main

import (
	"flag"
	"fmt"
	"os"

	"claimgraph/kg"
)

func main() {
	data := flag.String("data", "../shared/data", "the `folder` of the data sets")
	out := flag.String("o", "", "write the table to `FILE`")
	flag.Parse()
	if err := run(*data, *out); err != nil {
		fmt.Fprintln(os.Stderr, "calibrate:", err)
		os.Exit(1)
	}
}

func run(data, out string) error {
	claims, err := judgedClaims(os.DirFS(data), kg.BuiltinVocabulary())
	if err != nil {
		return err
	}
	m := fit(claims)
	report(claims, m)
	table := tableOf(claims, m)
	fmt.Print("\n", table)
	if out == "" {
		return nil
	}
	return os.WriteFile(out, []byte(table), 0o644)
}
