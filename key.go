package main

import (
	"errors"
	"fmt"
	"io/fs"
	"text/tabwriter"
	"time"

	"claimgraph/access"

	"github.com/spf13/cobra"
)

func (a *app) keyCommand() *cobra.Command {
	var file keyFile
	cmd := &cobra.Command{
		Use:   "key",
		Short: "Add, list and remove the keys of a server",
		Long: `key keeps the keys that let programs and people into claimgraph serve. A key of the
role read may ask; write may also load, retract, and decide who is who; admin may
also take backups. A key is shown once: the file keeps its hash.

A running server with keys sees at once which come and go. One that was started
without any needs a new start to ask for them.`,
		Example: `  claimgraph key add --role write --name desk > desk.key
  claimgraph load --server https://graph.example.org --key-file desk.key articles/
  claimgraph key list
  claimgraph key remove desk`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	file.flag(cmd.PersistentFlags())
	cmd.AddCommand(a.keyAddCommand(&file), a.keyListCommand(&file), a.keyRemoveCommand(&file))
	return cmd
}

func (a *app) keyAddCommand(file *keyFile) *cobra.Command {
	var name, role string
	cmd := &cobra.Command{
		Use:   "add --role ROLE --name NAME",
		Short: "Make a key and print it, this once",
		Args:  cobra.NoArgs,
		Example: `  claimgraph key add --role read --name dashboard > dashboard.key
  claimgraph key add --role admin --name operations --keys /etc/claimgraph/keys`,
		RunE: func(*cobra.Command, []string) error { return a.addKey(file.path(a.data), name, role) },
	}
	cmd.Flags().StringVar(&role, "role", "", "`role`: read, write or admin")
	cmd.Flags().StringVar(&name, "name", "", "`name` to know the key by")
	return cmd
}

func (a *app) addKey(path, name, roleName string) error {
	role, err := access.RoleOf(roleName)
	if err != nil {
		return usageError{fmt.Errorf("--role: %w", err)}
	}
	if name == "" {
		return usageError{errors.New("--name is missing: say what the key is for")}
	}
	keys, err := access.ReadKeys(path)
	if errors.Is(err, fs.ErrNotExist) {
		keys, err = &access.Keys{}, nil
	}
	if err != nil {
		return err
	}
	text, err := keys.Add(name, role, time.Now())
	if err != nil {
		return err
	}
	if err := keys.Write(path); err != nil {
		return err
	}
	if a.asJSON {
		return writeJSON(a.out, map[string]string{"name": name, "role": roleName, "key": text})
	}
	if _, err := fmt.Fprintln(a.out, text); err != nil {
		return err
	}
	fmt.Fprintf(a.errors, "%s: key %s of the role %s; keep it, for it is not shown again\n", path, name, roleName)
	return nil
}

func (a *app) keyListCommand(file *keyFile) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the keys: name, role, first characters, when it was made",
		Args:    cobra.NoArgs,
		Example: "  claimgraph key list --json",
		RunE:    func(*cobra.Command, []string) error { return a.listKeys(file.path(a.data)) },
	}
}

func (a *app) listKeys(path string) error {
	keys, err := access.ReadKeys(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", path, errNoKeys)
	}
	if err != nil {
		return err
	}
	if a.asJSON {
		type shown struct {
			Name    string    `json:"name"`
			Role    string    `json:"role"`
			Prefix  string    `json:"prefix"`
			Created time.Time `json:"created"`
		}
		list := make([]shown, len(keys.Keys))
		for i, k := range keys.Keys {
			list[i] = shown{k.Name, k.Role, k.Prefix, k.Created}
		}
		return writeJSON(a.out, list)
	}
	table := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, k := range keys.Keys {
		fmt.Fprintf(table, "%s\t%s\t%s…\t%s\n", k.Name, k.Role, k.Prefix, k.Created.Format(time.DateTime))
	}
	return table.Flush()
}

func (a *app) keyRemoveCommand(file *keyFile) *cobra.Command {
	return &cobra.Command{
		Use:     "remove NAME",
		Short:   "Take a key away; a running server no longer knows it",
		Args:    cobra.ExactArgs(1),
		Example: "  claimgraph key remove desk",
		RunE:    func(_ *cobra.Command, args []string) error { return a.removeKey(file.path(a.data), args[0]) },
	}
}

var errNoKeys = errors.New("there are no keys yet")

func (a *app) removeKey(path, name string) error {
	keys, err := access.ReadKeys(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s: %w", path, errNoKeys)
	}
	if err == nil {
		err = keys.Remove(name)
	}
	if err == nil {
		err = keys.Write(path)
	}
	if err != nil {
		return err
	}
	if a.asJSON {
		return writeJSON(a.out, map[string]string{"removed": name})
	}
	_, err = fmt.Fprintf(a.out, "%s: removed\n", name)
	return err
}
