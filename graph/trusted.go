package graph

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"claimgraph/access"
	"claimgraph/graph/generated"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
)

// Trusted documents: a server for known programs answers the documents that
// these were built with, and no others. A request names one by its id, in
// documentId (GraphQL over HTTP, appendix "persisted documents") or in
// extensions.persistedQuery.sha256Hash (Apollo's clients).
//
// They are given as one of
//
//	{"<id>": "<document>", …}                                         Relay, @graphql-codegen's persisted-documents.json
//	{"format": "apollo-persisted-query-manifest", "version": 1,
//	 "operations": [{"id": "…", "name": "…", "type": "…", "body": "…"}]}
//	a folder of .graphql files, each a whole document
//
// Besides the id that the file gives, each document has the hexadecimal SHA-256
// of its text and the same with "sha256:" before it.

// TrustedDocuments are documents by their ids.
type TrustedDocuments struct{ byID map[string]string }

// ErrTrusted says that a file holds no documents.
var ErrTrusted = errors.New(`neither {"id": "document", …} nor an apollo-persisted-query-manifest`)

// Len is how many documents there are.
func (t *TrustedDocuments) Len() int {
	texts := map[string]bool{}
	for _, text := range t.byID {
		texts[text] = true
	}
	return len(texts)
}

// ReadTrustedDocuments reads a file or a folder. A document that the schema or the
// limits refuse is an error that names it: it would be refused whenever it is asked for.
func ReadTrustedDocuments(path string, limits Limits) (*TrustedDocuments, error) {
	documents, err := documentsOf(path)
	if err != nil {
		return nil, err
	}
	if len(documents) == 0 {
		return nil, fmt.Errorf("%s: no documents there", path)
	}
	t := &TrustedDocuments{byID: map[string]string{}}
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	limits = limits.withDefaults()
	for _, id := range slices.Sorted(maps.Keys(documents)) {
		if err := soundDocument(schema, documents[id], limits); err != nil {
			return nil, fmt.Errorf("%s: document %s: %w", path, id, err)
		}
		if err := t.add(id, documents[id]); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	return t, nil
}

func (t *TrustedDocuments) add(id, text string) error {
	sum := sha256.Sum256([]byte(text))
	hash := hex.EncodeToString(sum[:])
	for _, name := range []string{id, hash, "sha256:" + hash} {
		if other, known := t.byID[name]; known && other != text {
			return fmt.Errorf("document %s: another document has the id %s", id, name)
		}
		t.byID[name] = text
	}
	return nil
}

// documentsOf are the documents of a file or a folder, by the ids that stand there.
func documentsOf(path string) (map[string]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return folderDocuments(path)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	documents, err := manifestDocuments(content)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return documents, nil
}

// folderDocuments names each document by its file.
func folderDocuments(dir string) (map[string]string, error) {
	documents := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".graphql" && filepath.Ext(path) != ".gql" {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		documents[filepath.ToSlash(name)] = string(content)
		return err
	})
	return documents, err
}

func manifestDocuments(content []byte) (map[string]string, error) {
	var apollo struct {
		Format     string
		Version    int
		Operations []struct{ ID, Body string }
	}
	if json.Unmarshal(content, &apollo) == nil && apollo.Format == "apollo-persisted-query-manifest" {
		if apollo.Version != 1 {
			return nil, fmt.Errorf("version %d of the manifest is not known, 1 is", apollo.Version)
		}
		documents := map[string]string{}
		for i, operation := range apollo.Operations {
			if operation.ID == "" {
				return nil, fmt.Errorf("operation %d has no id", i+1)
			}
			if other, twice := documents[operation.ID]; twice && other != operation.Body {
				return nil, fmt.Errorf("document %s: the id stands there twice", operation.ID)
			}
			documents[operation.ID] = operation.Body
		}
		return documents, nil
	}
	var documents map[string]string
	if err := json.NewDecoder(bytes.NewReader(content)).Decode(&documents); err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrTrusted, err)
	}
	return documents, nil
}

// soundDocument says what is wrong with a document whatever its variables are.
func soundDocument(schema *ast.Schema, text string, limits Limits) error {
	if len(text) > limits.Query {
		return fmt.Errorf("it has %d bytes (at most %d)", len(text), limits.Query)
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: text}, limits.Tokens)
	if err != nil {
		return err
	}
	if repeats(doc) > limits.Repeats {
		return errors.New("it writes the same fields too often")
	}
	if errs := validator.ValidateWithRules(schema, doc, nil); len(errs) > 0 {
		return errs
	}
	return nil
}

// The codes of refused documents, as Apollo's router has them.
const (
	codeUnknownDocument = "PERSISTED_QUERY_NOT_IN_LIST"
	CodeDocumentsOnly   = "PERSISTED_QUERY_ID_REQUIRED"
	codeNoDocuments     = "PERSISTED_QUERY_NOT_SUPPORTED"
)

// persistedQuery is where the id of a document stands in the extensions of a
// request, as Apollo's clients write it. A documentId is put there too.
const persistedQuery = "persistedQuery"

// documentID is the id of the document that a request names, "" for none.
func documentID(p *graphql.RawParams) string {
	named, _ := p.Extensions[persistedQuery].(map[string]any)
	id, _ := named["sha256Hash"].(string)
	return id
}

// nameDocument puts a documentId where documentID looks for it.
func nameDocument(p *graphql.RawParams, id string) *problem {
	other := documentID(p)
	switch {
	case id == "" && other == "" && p.Query == "":
		return badRequest("there is no query")
	case id == "":
		return nil
	case other != "" && other != id:
		return badRequest("documentId and extensions name two documents")
	}
	if p.Extensions == nil {
		p.Extensions = map[string]any{}
	}
	p.Extensions[persistedQuery] = map[string]any{"sha256Hash": id}
	return nil
}

// find puts the text of the document that a request names into it. Where
// documents are trusted, others are refused; who holds a key of the role admin
// may send them all the same, as the verbs of the command line do.
func (t *TrustedDocuments) find(ctx context.Context, p *graphql.RawParams) *gqlerror.Error {
	id := documentID(p)
	if t == nil {
		if id != "" && p.Query == "" { // this message makes Apollo's clients send the whole query
			return denied(codeNoDocuments, "PersistedQueryNotSupported")
		}
		return nil
	}
	client := access.ClientOf(ctx)
	if client.Name != "" && client.Role == access.Admin && p.Query != "" {
		return nil
	}
	if id == "" {
		return denied(CodeDocumentsOnly, "this server answers trusted documents only: name one in documentId")
	}
	text, known := t.byID[id]
	if !known || p.Query != "" && p.Query != text {
		return denied(codeUnknownDocument, "this is no document that this server trusts")
	}
	p.Query = text
	return nil
}
