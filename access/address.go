package access

import (
	"net/http"
	"net/netip"
	"strings"
)

// addressOf is where a request comes from: the other end of the connection, or,
// where that is a proxy that is trusted, the last address in X-Forwarded-For
// that is none. What stands before it could have been written by anybody.
func addressOf(r *http.Request, proxies []netip.Prefix) netip.Addr {
	end, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	address := end.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && trusted(address, proxies); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		address = hop.Unmap()
	}
	return address
}

func trusted(a netip.Addr, proxies []netip.Prefix) bool {
	for _, p := range proxies {
		if p.Contains(a.WithZone("")) {
			return true
		}
	}
	return false
}

// network is what requests without a name are counted under: an IPv6 client has
// 2^64 addresses of its own.
func network(a netip.Addr) string {
	if a.Is6() {
		if p, err := a.WithZone("").Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}
