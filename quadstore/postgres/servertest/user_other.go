//go:build !unix

package servertest

import (
	"errors"
	"os/exec"
)

// account is a user of the system.
type account struct{}

func (c *cluster) own() error { return errors.New("only on Unix") }

func (c *cluster) as(*exec.Cmd) {}

func (c *cluster) give(string) {}

// Kill is for Unix.
func (n *Node) Kill() {}

// Stall is for Unix.
func (n *Node) Stall() {}
