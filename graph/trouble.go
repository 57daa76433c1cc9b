package graph

import (
	"net/http"

	"claimgraph/graph/live"
)

// Trouble is what is wrong with the store, as far as a client should know: a code.
// The log has the cause. "" is an error about which nothing is known.
type Trouble string

// The troubles of a store.
const (
	Unavailable Trouble = "STORE_UNAVAILABLE" // it does not answer
	Full        Trouble = "STORE_FULL"        // it has no room
	ReadOnly    Trouble = CodeReadOnly        // it takes no changes
	TooSlow     Trouble = codeTimeout         // it gave up what it was asked
	Uncertain   Trouble = "COMMIT_UNKNOWN"    // it may have made a change, and did not say so
)

func (t Trouble) code() string {
	if t == "" {
		return codeInternal
	}
	return string(t)
}

func (t Trouble) message() string {
	switch t {
	case Unavailable:
		return "the store does not answer: ask again later; a change that met this was not made"
	case Full:
		return "the store's disk is full; the change that met this was not made"
	case ReadOnly:
		return "the store takes no changes now; this one was not made"
	case TooSlow:
		return "the store took too long; a change that met this was not made"
	case Uncertain:
		return "the store went away while the change was stored, so whether it is there is not known: ask again, and do it again; nothing is done twice"
	}
	return "internal error"
}

// jobProblem is how a job ends that the store was the end of.
func jobProblem(t Trouble) live.Problem {
	message := "the store failed"
	switch t {
	case Unavailable:
		message = "the store does not answer"
	case Full:
		message = "the store's disk is full"
	case ReadOnly:
		message = "the store takes no changes now"
	case TooSlow:
		message = "the store took too long"
	case Uncertain:
		message = "the store went away while articles were stored"
	}
	return live.Problem{Message: message + "; what was stored before is kept", Code: t.code()}
}

// ranStatus is the status of an operation that ran. A store that does not answer is
// told to balancers and programs, too, in every type of answer: they may come again.
func ranStatus(w http.ResponseWriter, a *answer) int {
	for _, e := range a.Errors {
		if e.Extensions["code"] == string(Unavailable) {
			w.Header().Set("Retry-After", retryAfter)
			return http.StatusServiceUnavailable
		}
	}
	return http.StatusOK
}

const retryAfter = "2" // seconds: a server that was started anew may answer by then
