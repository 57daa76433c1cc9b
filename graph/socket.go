package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/coder/websocket"
)

// GraphQL over WebSocket: the protocol graphql-transport-ws, as the package
// graphql-ws of npm describes it
// (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md). The client
// says connection_init and hears connection_ack; from then on it may subscribe
// to any number of operations by ids of its own, each answered by next messages
// and a complete, or by an error. What is not of the protocol closes the socket,
// with a code that says why.

const subprotocol = "graphql-transport-ws"

// The codes that close a socket.
const (
	closeGoingAway    = websocket.StatusGoingAway
	closeInvalid      = websocket.StatusCode(4400)
	closeUnauthorized = websocket.StatusCode(4401)
	closeForbidden    = websocket.StatusCode(4403)
	closeSubprotocol  = websocket.StatusCode(4406)
	closeInitTimeout  = websocket.StatusCode(4408)
	closeDuplicate    = websocket.StatusCode(4409)
	closeInitTwice    = websocket.StatusCode(4429)
)

func isHandshake(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
}

// socket serves a WebSocket until either side ends it.
func (h *handler) socket(w http.ResponseWriter, r *http.Request) {
	leave, problem := h.open()
	if problem != nil {
		h.refuse(r, &reply{w: w, json: true}, problem)
		return
	}
	defer leave()
	// admit has looked at the origin
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{subprotocol}, InsecureSkipVerify: true})
	if err != nil {
		return // Accept has answered
	}
	defer conn.CloseNow() //nolint:errcheck // it may be closed already
	conn.SetReadLimit(h.engine.config.Limits.Body)
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	s := &socket{engine: h.engine, conn: conn, request: r, ctx: ctx, ready: make(chan struct{}), running: map[string]*running{}}
	var keeper sync.WaitGroup
	keeper.Go(s.keep)
	s.read()
	cancel() // ends what runs
	s.operations.Wait()
	keeper.Wait()
}

// socket is one connection.
type socket struct {
	engine  *engine
	conn    *websocket.Conn
	request *http.Request
	ctx     context.Context // of the socket
	client  context.Context // with who asks; set by connection_init
	ready   chan struct{}   // closed by connection_init

	operations sync.WaitGroup
	mu         sync.Mutex
	running    map[string]*running // by the client's id
	ending     bool                // nothing more is begun
}

// running is one operation.
type running struct {
	id     string
	ctx    context.Context
	cancel context.CancelFunc
}

// message is what goes both ways.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// read takes messages until the socket is closed.
func (s *socket) read() {
	if s.conn.Subprotocol() != subprotocol {
		s.close(closeSubprotocol, "Subprotocol not acceptable: speak "+subprotocol)
		return
	}
	for {
		kind, raw, err := s.conn.Read(s.ctx)
		if err != nil {
			return
		}
		var m message
		if kind != websocket.MessageText || json.Unmarshal(raw, &m) != nil {
			s.close(closeInvalid, "a message is a JSON object with a type, as text")
			return
		}
		if !s.take(&m) {
			return
		}
	}
}

// take does what a message says. False: the socket is closed.
func (s *socket) take(m *message) bool {
	switch m.Type {
	case "connection_init":
		return s.init(m)
	case "ping":
		return s.send(&message{Type: "pong", Payload: m.Payload}) == nil
	case "pong":
		return true
	case "subscribe":
		return s.subscribe(m)
	case "complete":
		s.end(m.ID)
		return true
	}
	return s.close(closeInvalid, "no message has the type "+m.Type)
}

func (s *socket) init(m *message) bool {
	if s.client != nil {
		return s.close(closeInitTwice, "Too many initialisation requests")
	}
	var payload map[string]any
	if m.Payload != nil && decode(m.Payload, &payload) != nil {
		return s.close(closeInvalid, "the payload of connection_init is not an object")
	}
	client, err := s.engine.config.Gate.Connect(s.ctx, s.request, payload)
	if err != nil {
		return s.close(closeForbidden, err.Error())
	}
	s.client = client
	close(s.ready)
	return s.send(&message{Type: "connection_ack"}) == nil
}

const longestID = 256 // bytes

func (s *socket) subscribe(m *message) bool {
	if s.client == nil {
		return s.close(closeUnauthorized, "Unauthorized: say connection_init first")
	}
	if m.ID == "" || len(m.ID) > longestID {
		return s.close(closeInvalid, fmt.Sprintf("an id has 1 to %d bytes", longestID))
	}
	params, problem := parseParams(m.Payload)
	if problem != nil {
		return s.close(closeInvalid, "subscribe: "+problem.message)
	}
	r, refusal := s.begin(m.ID)
	switch {
	case refusal != nil:
		return s.sendErrors(m.ID, refusal) == nil
	case r == nil:
		return s.close(closeDuplicate, "Subscriber for "+m.ID+" already exists")
	}
	s.operate(r, params)
	return true
}

// begin notes an operation; nil where one with its id runs already.
func (s *socket) begin(id string) (*running, *answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.running[id] != nil:
		return nil, nil
	case s.ending:
		return nil, refuseOperation(codeClosing, "the server is about to end")
	case len(s.running) >= s.engine.config.Limits.Operations:
		return nil, refuseOperation(codeStreams, "too many operations run on this socket")
	}
	r := &running{id: id}
	r.ctx, r.cancel = context.WithCancel(s.client)
	s.running[id] = r
	s.operations.Add(1)
	return r, nil
}

// end stops an operation, if it runs. Its id may be used again.
func (s *socket) end(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.running[id]; r != nil {
		r.cancel()
		delete(s.running, id)
	}
}

// forget says that an operation has ended by itself; false where the client has
// ended it before.
func (s *socket) forget(r *running) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running[r.id] != r {
		return false
	}
	delete(s.running, r.id)
	return true
}

// keep looks after the socket: that it says connection_init in time, that
// somebody is still there, and that it ends when the server does.
func (s *socket) keep() {
	limits := s.engine.config.Limits
	ready, late := s.ready, time.After(limits.Init)
	ticker := time.NewTicker(limits.KeepAlive)
	defer ticker.Stop()
	for {
		select {
		case <-ready:
			ready, late = nil, nil
		case <-late:
			s.close(closeInitTimeout, "Connection initialisation timeout")
			return
		case <-ticker.C:
			if !s.alive() {
				s.conn.CloseNow() //nolint:errcheck // nobody is there
				return
			}
		case <-s.engine.config.Live.Closing():
			s.finish()
			return
		case <-s.ctx.Done():
			return
		}
	}
}

// finish lets what runs come to its end, and closes.
func (s *socket) finish() {
	s.mu.Lock()
	s.ending = true
	s.mu.Unlock()
	s.operations.Wait()
	s.close(closeGoingAway, "the server ends")
}

func (s *socket) alive() bool {
	ctx, cancel := context.WithTimeout(s.ctx, s.engine.config.Limits.Patience)
	defer cancel()
	return s.conn.Ping(ctx) == nil
}

// close ends the socket; false, for those who have to say whether it goes on.
func (s *socket) close(code websocket.StatusCode, why string) bool {
	const longest = 123 // bytes of a reason
	for len(why) > longest || !utf8.ValidString(why) {
		why = why[:min(len(why)-1, longest)]
	}
	s.conn.Close(code, why) //nolint:errcheck // the client is gone
	return false
}

// send writes a message. The socket's context bounds it, not an operation's: a
// write that is broken off would end the socket.
func (s *socket) send(m *message) error {
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return s.write(raw)
}

func (s *socket) write(raw []byte) error {
	ctx, cancel := context.WithTimeout(s.ctx, s.engine.config.Limits.Patience)
	defer cancel()
	return s.conn.Write(ctx, websocket.MessageText, raw)
}

// guard keeps a panic of one operation from being the end of the server.
func (s *socket) guard(r *running) {
	if cause := recover(); cause != nil {
		s.engine.config.Log.ErrorContext(r.ctx, "an operation panicked", "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
		if s.forget(r) {
			s.sendErrors(r.id, refuseOperation(codeInternal, "internal error")) //nolint:errcheck // the client is gone
		}
	}
}
