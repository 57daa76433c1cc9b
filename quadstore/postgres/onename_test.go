package postgres

import (
	"fmt"
	"io"
	"net"
	"sync"
	"testing"
)

// oneName is an address that leads to one server and then to another, as a proxy or
// an address that moves does.
type oneName struct {
	listener net.Listener

	mu   sync.Mutex
	port int
	ways []net.Conn
}

func newOneName(t *testing.T, port int) *oneName {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o := &oneName{listener: listener, port: port}
	t.Cleanup(func() { listener.Close(); o.lead(0) })
	go func() {
		for {
			from, err := listener.Accept()
			if err != nil {
				return
			}
			go o.join(from)
		}
	}()
	return o
}

func (o *oneName) join(from net.Conn) {
	o.mu.Lock()
	to, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", o.port))
	if err != nil {
		o.mu.Unlock()
		from.Close()
		return
	}
	o.ways = append(o.ways, from, to)
	o.mu.Unlock()
	go func() { _, _ = io.Copy(to, from); to.Close() }()
	_, _ = io.Copy(from, to)
	from.Close()
}

// lead has the name lead to another port from now on; who is connected loses that.
func (o *oneName) lead(port int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.port = port
	for _, way := range o.ways {
		way.Close()
	}
	o.ways = nil
}

// url is that of a database with the one name in the place of its hosts.
func (o *oneName) url(schema string) string {
	return fmt.Sprintf("postgres://claimgraph@%s/postgres?sslmode=disable&search_path=%s", o.listener.Addr(), schema)
}
