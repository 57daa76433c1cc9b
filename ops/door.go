package ops

import (
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"strconv"
	"strings"
	"time"
)

// DoorAddress is the address that --metrics means: a port alone is one of this
// machine only. Who wants others to reach it says so: 0.0.0.0:9090.
func DoorAddress(given string) (string, error) {
	port, alone := strings.CutPrefix(given, ":")
	if _, err := strconv.ParseUint(port, 10, 16); err == nil && (alone || port == given) {
		return net.JoinHostPort("127.0.0.1", port), nil
	}
	if _, _, err := net.SplitHostPort(given); err != nil {
		return "", fmt.Errorf("want a port such as 9090, or an address such as 0.0.0.0:9090")
	}
	return given, nil
}

// Door is the server of the listener for machines. It needs no key, so that it
// must not be reached by everybody, and it answers before the store is open.
func Door(m *Metrics, phase *Phase, profiles, local bool) *http.Server {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m.Handler())
	mux.HandleFunc("GET /healthz", Healthy)
	mux.Handle("GET /readyz", phase)
	if profiles {
		mux.HandleFunc("GET /debug/pprof/", pprof.Index)
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
		mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
		mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	}
	var answer http.Handler = mux
	if local {
		answer = localOnly(mux)
	}
	return &http.Server{Handler: answer, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10}
}

// localOnly refuses names that somebody bound to this machine's address so that
// his pages can read what is here.
func localOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.Host
		if host, _, err := net.SplitHostPort(r.Host); err == nil {
			name = host
		}
		if net.ParseIP(strings.Trim(name, "[]")) == nil && !strings.EqualFold(name, "localhost") {
			http.Error(w, "this listener is for this machine", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}
