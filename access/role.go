package access

import (
	"context"
	"fmt"
)

// Role is what a client may do. Each may do what those before it may.
type Role int

// The roles. Nobody may do nothing: it is the role of who is not known.
const (
	Nobody Role = iota
	Reader      // asks
	Writer      // loads, retracts, decides who is who
	Admin       // takes backups
)

var roleNames = [...]string{Nobody: "none", Reader: "read", Writer: "write", Admin: "admin"}

func (r Role) String() string { return roleNames[r] }

// RoleOf reads the name of a role: read, write or admin.
func RoleOf(name string) (Role, error) {
	for r := Reader; r <= Admin; r++ {
		if roleNames[r] == name {
			return r, nil
		}
	}
	return Nobody, fmt.Errorf("%q is no role: want read, write or admin", name)
}

// Client is who asks.
type Client struct {
	Name string // of the key, or the token's subject; "" for who showed neither
	Role Role
	tag  string // what requests are counted under
}

type clientKey struct{}

// With gives the context of a client's request.
func (c Client) With(ctx context.Context) context.Context {
	return context.WithValue(ctx, clientKey{}, c)
}

// ClientOf is the client of a request: nobody where the gate was passed by.
func ClientOf(ctx context.Context) Client {
	c, _ := ctx.Value(clientKey{}).(Client)
	return c
}
