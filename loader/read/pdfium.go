package read

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// PDFs are laid out by PDFium, Chromium's library, as WebAssembly: it sees the one
// file that it is given and no other, no network, no clock, no environment, and has
// a bounded memory and time. It is started when the first PDF comes: translating it
// to machine code takes seconds, which a cache in the user's folder for such things saves the next
// time. Every file gets an engine of its own, so that none sees what another has
// left behind.

const (
	mostPDFBytes   = 128 << 20 // of the file: pictures are not read, but held
	pdfMemoryPages = 512 << 20 / (64 << 10)
	pdfPatience    = time.Minute // for a file
)

// Why a PDF cannot be read. Use errors.Is.
var (
	ErrEncrypted = errors.New("it is encrypted and needs a password")
	ErrPDF       = errors.New("PDF is damaged")
	ErrSlow      = errors.New("it takes too long")
	ErrScan      = errors.New("there are no letters in it")
)

// pdfEngine lays out PDFs. The zero value is one that has not been started.
type pdfEngine struct {
	module []byte // PDFium in WebAssembly
	cache  wazero.CompilationCache
}

// start gets the translated library at hand. Without a folder for caches the
// translation is kept in memory.
func (e *pdfEngine) start() (err error) {
	if e.cache != nil {
		return nil
	}
	if e.module, err = pdfiumModule(); err != nil {
		return fmt.Errorf("PDF reader: %w", err)
	}
	if folder, err := os.UserCacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(folder, "claimgraph", "pdf")); err == nil {
			e.cache = cache
			return nil
		}
	}
	e.cache = wazero.NewCompilationCache()
	return nil
}

// stop gives the memory back.
func (e *pdfEngine) stop() {
	if e.cache != nil {
		_ = e.cache.Close(context.Background()) // it has nothing to lose
		e.cache, e.module = nil, nil
	}
}

// open lays out a file; use is called once with what is in it.
func (e *pdfEngine) open(b []byte, use func(*pdfFile) error) (err error) {
	if err := e.start(); err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	pool, err := webassembly.InitWithWASM(webassembly.Config{
		WASM: e.module, Context: experimental.WithCompilationWorkers(ctx, runtime.GOMAXPROCS(0)), MaxTotal: 1,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard, RandomSource: zeros{},
		RuntimeConfig: wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
			WithMemoryLimitPages(pdfMemoryPages).WithCloseOnContextDone(true).WithCompilationCache(e.cache),
	})
	if err != nil {
		return fmt.Errorf("PDF reader: %w", err)
	}
	defer func() { _ = pool.Close() }() // of a file that was only read
	timer := time.AfterFunc(pdfPatience, func() { cancel(ErrSlow) })
	defer timer.Stop()
	defer func() {
		if err != nil && errors.Is(context.Cause(ctx), ErrSlow) {
			err = fmt.Errorf("%w: a file has %v", ErrSlow, pdfPatience)
		}
	}()
	instance, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return fmt.Errorf("PDF reader: %w", err)
	}
	document, err := instance.OpenDocument(&requests.OpenDocument{File: &b})
	if err != nil {
		return pdfReason(err)
	}
	return use(&pdfFile{instance: instance, document: document.Document})
}

func pdfReason(err error) error {
	switch {
	case errors.Is(err, pdferrors.ErrPassword):
		return ErrEncrypted
	case errors.Is(err, pdferrors.ErrSecurity):
		return fmt.Errorf("%w: by a method that is not known", ErrEncrypted)
	case errors.Is(err, pdferrors.ErrFormat), errors.Is(err, pdferrors.ErrFile), errors.Is(err, pdferrors.ErrPage):
		return ErrPDF
	}
	first, _, _ := strings.Cut(err.Error(), "\n") // what follows is where in the library it stopped
	return fmt.Errorf("%w (%.200s)", ErrPDF, first)
}

// zeros is a source of randomness that gives none: same file, same text.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// pdfFile is a file that is open.
type pdfFile struct {
	instance pdfium.Pdfium
	document references.FPDF_DOCUMENT
}

// meta is what the file says of itself, "" where it does not.
func (f *pdfFile) meta(tag string) string {
	said, err := f.instance.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: f.document, Tag: tag})
	if err != nil {
		return ""
	}
	return said.Value
}

func (f *pdfFile) pages() (int, error) {
	count, err := f.instance.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: f.document})
	if err != nil {
		return 0, pdfReason(err)
	}
	return count.PageCount, nil
}

// lines are what stands on a line, in the order in which the page draws it.
// PDFium tells where one ends and where a space is meant.
func (f *pdfFile) lines(page int) ([]pdfLine, error) {
	text, err := f.instance.FPDFText_LoadPage(&requests.FPDFText_LoadPage{
		Page: requests.Page{ByIndex: &requests.PageByIndex{Document: f.document, Index: page}},
	})
	if err != nil {
		return nil, fmt.Errorf("page %d: %w", page+1, pdfReason(err))
	}
	lines, err := f.linesOf(text.TextPage)
	if _, closing := f.instance.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}); err == nil {
		err = closing
	}
	if err != nil {
		return nil, fmt.Errorf("page %d: %w", page+1, pdfReason(err))
	}
	return lines, nil
}

// linesOf puts the letters of a page together.
func (f *pdfFile) linesOf(text references.FPDF_TEXTPAGE) ([]pdfLine, error) {
	count, err := f.instance.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text})
	if err != nil {
		return nil, err
	}
	var p pdfPage
	for i := range count.Count {
		l, err := f.letter(text, i)
		if err != nil {
			return nil, err
		}
		p.add(l)
	}
	p.endLine()
	return p.lines, nil
}

// letter is what PDFium tells of a character.
func (f *pdfFile) letter(text references.FPDF_TEXTPAGE, index int) (pdfLetter, error) {
	c, err := f.instance.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: index})
	if err != nil {
		return pdfLetter{}, err
	}
	box, err := f.instance.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: index})
	if err != nil {
		return pdfLetter{}, err
	}
	r := box.Rect
	return pdfLetter{rune(c.Unicode), float64(r.Left), float64(r.Right), float64(r.Bottom), float64(r.Top - r.Bottom)}, nil
}
