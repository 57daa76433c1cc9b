package postgres

import (
	"slices"

	"claimgraph/quadstore"
)

// Statements are all that the engine asks a server, for the test that holds them to
// the portable subset; those that are done without where a server does not know
// them (VACUUM, sizes, settings, LISTEN and NOTIFY) are not among them.
func Statements() []string {
	list := []string{
		sqlMakeMigrations, sqlFormat, sqlMigrated, sqlState, sqlVersion, sqlLockState, sqlSetState, sqlBeginReading, "ROLLBACK",
		sqlLoaded, sqlLoads, sqlTerms, sqlDisplaced, sqlIRIs, sqlCount, sqlNamesFrom, sqlWordsFrom, sqlNamed,
		sqlPresent, sqlInsertQuads, sqlDeleteQuads, sqlCountMore, sqlCountNone, sqlDeleteTerms, sqlDeleteDisplaced,
		sqlInsertAhead, sqlInsertTermsAhead, sqlFragments, sqlPurgeG, sqlPurgeS, sqlUnload, sqlLog, sqlInsertTerms, sqlDisplace,
		sqlStated, sqlPutNames, sqlPutWords, sqlDropNames, sqlDropWords, sqlDropAllNames, sqlDropAllWords,
		sqlCopyTerms, sqlCopyQuads, sqlAsideTerms, sqlAsideQuads, sqlCopyAsideTerms, sqlCopyAsideQuads,
		sqlWaitABit, sqlWaitAgain, sqlTry, sqlTryOver, sqlCountLoads, sqlHowMany, sqlAllTerms, sqlAllNames, sqlNumWords,
		sqlAnalyze + " quads",
		sqlNews, sqlLastNews, sqlTell, sqlForgetNews, sqlPost, sqlForgetNotes, sqlNote, sqlAppend, sqlBeat, sqlFlagged, sqlFlag, sqlTake, sqlDrop,
		sqlTouched, sqlTouch, sqlForgetTouched,
	}
	for number := 1; number <= format; number++ {
		statements, err := migration(number)
		if err != nil {
			panic(err) // they are embedded
		}
		list = append(list, statements...)
	}
	for _, check := range checks {
		list = append(list, check.sql)
	}
	return slices.Concat(list, sqlIndex, sqlTakePlace, sqlMove, madeStatements())
}

// madeStatements are those that are put together: one of each form.
func madeStatements() (list []string) {
	for mask := range 16 {
		var pattern [4]uint64
		for pos := range pattern {
			pattern[pos] = uint64(mask >> pos & 1)
		}
		order, lead := quadstore.ScanOrder(pattern)
		first, _ := scanStatement(order, pattern, [4]uint64{})
		later, _ := scanStatement(order, pattern, [4]uint64{1, 1, 1, 1})
		count, _ := countStatement(order, lead, pattern)
		list = append(list, first, later, count)
		for pos := range pattern {
			expand, _ := expandStatement(pos, pattern)
			list = append(list, expand)
		}
		if mask > 0 {
			begin, _ := foreseeStatement([4]bool{pattern[0] > 0, pattern[1] > 0, pattern[2] > 0, pattern[3] > 0})
			list = append(list, begin)
		}
	}
	for n := 1; n <= 16; n++ {
		words, _ := wordsStatement(make([]string, n))
		list = append(list, words)
	}
	return list
}
