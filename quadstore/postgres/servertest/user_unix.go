//go:build unix

package servertest

import (
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// account is a user of the system.
type account struct{ uid, gid int }

// own finds whom the server runs as, and gives him the folder.
func (c *cluster) own() error {
	if os.Getuid() != 0 {
		return nil
	}
	found, err := user.Lookup("postgres")
	if err != nil {
		return err
	}
	uid, err := strconv.Atoi(found.Uid)
	if err != nil {
		return err
	}
	gid, err := strconv.Atoi(found.Gid)
	if err != nil {
		return err
	}
	c.user = &account{uid, gid}
	return os.Chown(c.dir, uid, gid)
}

func (c *cluster) as(cmd *exec.Cmd) {
	if c.user != nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(c.user.uid), Gid: uint32(c.user.gid)}}
	}
}
