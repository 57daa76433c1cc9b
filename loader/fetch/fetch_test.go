package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/doyensec/safeurl"
)

// site answers on this machine; pauses are counted instead of slept.
func site(t *testing.T, robots string, robotsStatus int) (f *Fetcher, address string, slept *[]time.Duration) {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(robotsStatus)
		w.Write([]byte(robots))
	})
	mux.HandleFunc("/story", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte("<p>The dam gave way."))
	})
	mux.Handle("/old", http.RedirectHandler("/story", http.StatusMovedPermanently))
	mux.Handle("/round", http.RedirectHandler("/round", http.StatusFound))
	mux.HandleFunc("/inside", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "http://127.0.0.2:"+r.URL.Query().Get("port")+"/story", http.StatusFound)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	u, err := url.Parse(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	port, err := strconv.Atoi(u.Port())
	if err != nil {
		t.Fatal(err)
	}
	f = with(safeurl.Client(safeurl.GetConfigBuilder().SetAllowedPorts(port).SetAllowedIPs("127.0.0.1").SetCheckRedirect(redirect).Build()))
	slept = new([]time.Duration)
	f.sleep = func(_ context.Context, d time.Duration) error {
		*slept = append(*slept, d)
		return nil
	}
	return f, server.URL, slept
}

func TestFetch(t *testing.T) {
	for _, c := range []struct {
		name, robots string
		status       int
		path         string
		most         int
		want         error
	}{
		{"a page", "", http.StatusNotFound, "/story", 100, nil},
		{"moved", "", http.StatusNotFound, "/old", 100, nil},
		{"allowed", "User-agent: *\nDisallow: /private\n", http.StatusOK, "/story", 100, nil},
		{"disallowed", "User-agent: *\nDisallow: /story\n", http.StatusOK, "/story", 100, ErrRobots},
		{"disallowed for us", "User-agent: claimgraph\nDisallow: /\n\nUser-agent: *\nAllow: /\n", http.StatusOK, "/story", 100, ErrRobots},
		{"wants much time", "User-agent: *\nCrawl-delay: 3600\n", http.StatusOK, "/story", 100, ErrRobots},
		{"broken", "", http.StatusInternalServerError, "/story", 100, ErrStatus},
		{"gone", "", http.StatusNotFound, "/nothing", 100, ErrStatus},
		{"long", "", http.StatusNotFound, "/story", 10, ErrTooLong},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, address, _ := site(t, c.robots, c.status)
			page, err := f.Fetch(t.Context(), address+c.path, c.most)
			if !errors.Is(err, c.want) || err == nil && c.want != nil {
				t.Fatalf("%v, want %v", err, c.want)
			}
			if err == nil && (string(page.Body) != "<p>The dam gave way." || !strings.HasSuffix(page.Address.Path, "/story") || page.ContentType == "") {
				t.Errorf("%+v", page)
			}
		})
	}
}

// TestInward: neither an address nor a redirection leads behind the firewall.
func TestInward(t *testing.T) {
	f, address, _ := site(t, "", http.StatusNotFound)
	port := address[strings.LastIndex(address, ":")+1:]
	if _, err := f.Fetch(t.Context(), address+"/inside?port="+port, 100); !errors.Is(err, ErrAddress) {
		t.Errorf("a redirection inward: %v", err)
	}
	if _, err := f.Fetch(t.Context(), address+"/round", 100); err == nil || !strings.Contains(err.Error(), "redirections") {
		t.Errorf("a redirection in a circle: %v", err)
	}
	for _, inward := range []string{
		address, "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/",
		"http://[::ffff:127.0.0.1]/", "http://0.0.0.0/", "http://192.168.1.1/", "https://user:secret@example.org/", "ftp://example.org/", "file:///etc/passwd", "http://", "//example.org",
	} {
		if _, err := New().Fetch(t.Context(), inward, 100); !errors.Is(err, ErrAddress) {
			t.Errorf("%s: %v", inward, err)
		}
	}
}

func TestPauses(t *testing.T) {
	f, address, slept := site(t, "User-agent: *\nCrawl-delay: 7\n", http.StatusOK)
	for range 2 {
		if _, err := f.Fetch(t.Context(), address+"/story", 100); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(*slept); n != 3 { // robots.txt, twice the page
		t.Fatalf("%d requests", n)
	}
	if last := (*slept)[2]; last < 6*time.Second || last > 7*time.Second {
		t.Errorf("a pause of %v before the second page", last)
	}
}
