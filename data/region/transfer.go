package region

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"maillage/say"
)

// origin is what a server said of a file, kept beside it as JSON.
type origin struct {
	URL          string `json:"url"`
	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"last_modified,omitempty"`
	Length       int64  `json:"length"` // of the whole file; -1 where the server did not say
}

// validator is what If-Range accepts: a strong ETag, else a date; empty where the server gave neither.
func (o *origin) validator() string {
	if o.ETag != "" && !strings.HasPrefix(o.ETag, "W/") {
		return o.ETag
	}
	return o.LastModified
}

func (o *origin) same(p *origin) bool {
	return o.URL == p.URL && o.validator() == p.validator() && (o.Length == p.Length || p.Length < 0)
}

// loadOrigin reads what is known of the file at path; nil where nothing is, or nothing that reads.
func loadOrigin(path string) *origin {
	b, err := os.ReadFile(path + ".origin")
	if err != nil {
		return nil
	}
	o := &origin{}
	if json.Unmarshal(b, o) != nil || o.URL == "" {
		return nil
	}
	return o
}

func (o *origin) save(path string) error {
	b, err := json.MarshalIndent(o, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path+".origin", append(b, '\n'), 0o644)
}

// transfer is the download of one source.
type transfer struct {
	*fetcher
	source *Source
	path   string
}

func (t *transfer) part() string { return t.path + ".part" }

// attempt asks once, resuming what is there, and puts the file in its place when it is whole.
func (t *transfer) attempt(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watch := time.AfterFunc(t.stall, func() {
		cancel(say.Errorf("le serveur ne donne plus rien depuis %v", "the server has given nothing for %v", t.stall))
	})
	defer watch.Stop()
	request, from, err := t.request(ctx)
	if err != nil {
		return &finalError{err}
	}
	response, err := t.client.Do(request)
	if err != nil {
		return orCause(ctx, err)
	}
	defer func() { _ = response.Body.Close() }()
	switch {
	case response.StatusCode == http.StatusNotModified && from == 0:
		return nil
	case response.StatusCode == http.StatusOK:
		err = t.receive(response, 0, watch)
	case response.StatusCode == http.StatusPartialContent:
		err = t.receive(response, from, watch)
	default:
		return t.refused(response)
	}
	if err != nil {
		return orCause(ctx, err)
	}
	return t.accept(from > 0)
}

// orCause is why the transfer was cut, where it was us who cut it.
func orCause(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// discard forgets what came so far.
func (t *transfer) discard() error {
	err := os.Remove(t.part())
	if e := os.Remove(t.part() + ".origin"); !errors.Is(e, os.ErrNotExist) {
		err = errors.Join(err, e)
	}
	return err
}

// request asks for the rest of what is there in part, else for the file if it has changed since it was kept.
func (t *transfer) request(ctx context.Context) (*http.Request, int64, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, t.source.URL, nil)
	if err != nil {
		return nil, 0, err
	}
	r.Header.Set("User-Agent", "maillage")
	r.Header.Set("Accept-Encoding", "identity") // lengths and ranges are then the file's own
	if o := loadOrigin(t.part()); o != nil && o.URL == t.source.URL && o.validator() != "" {
		if size := fileSize(t.part()); size > 0 && (o.Length < 0 || size <= o.Length) {
			// From the last byte had, so that a whole part still has something to ask for.
			r.Header.Set("Range", fmt.Sprintf("bytes=%d-", size-1))
			r.Header.Set("If-Range", o.validator())
			return r, size - 1, nil
		}
	}
	if o := loadOrigin(t.path); o != nil && o.URL == t.source.URL && fileSize(t.path) == o.Length && t.source.SHA256 == "" {
		if o.ETag != "" {
			r.Header.Set("If-None-Match", o.ETag)
		}
		if o.LastModified != "" {
			r.Header.Set("If-Modified-Since", o.LastModified)
		}
	}
	return r, 0, nil
}

// refused says what a status other than success means.
func (t *transfer) refused(response *http.Response) error {
	err := say.Errorf("%s répond « %s »", "%s answers \"%s\"", t.source.URL, response.Status)
	switch response.StatusCode {
	case http.StatusRequestedRangeNotSatisfiable:
		// The part is longer than the file now is: it is another file's.
		return errors.Join(err, t.discard())
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests:
		return err
	}
	if response.StatusCode >= 500 {
		return err
	}
	return &finalError{say.Errorf("%v : vérifiez l'adresse dans la recette (le producteur a pu la changer), ou prenez les fichiers d'un dossier avec --offline",
		"%v: check the address in the recipe (its publisher may have changed it), or take the files from a folder with --offline", err)}
}

// receive writes a body into the part, at the place the server says it belongs.
func (t *transfer) receive(response *http.Response, from int64, watch *time.Timer) error {
	o := &origin{
		URL:          t.source.URL,
		ETag:         response.Header.Get("ETag"),
		LastModified: response.Header.Get("Last-Modified"),
		Length:       response.ContentLength,
	}
	flags := os.O_WRONLY | os.O_CREATE
	if response.StatusCode == http.StatusPartialContent {
		start, total, ok := parseContentRange(response.Header.Get("Content-Range"))
		o.Length = total
		if before := loadOrigin(t.part()); !ok || start != from || before == nil || !o.same(before) {
			return errors.Join(say.Errorf("le fichier a changé pendant le téléchargement", "the file changed while it was downloaded"), t.discard())
		}
	} else {
		from, flags = 0, flags|os.O_TRUNC
		if err := o.save(t.part()); err != nil {
			return &finalError{err}
		}
	}
	part, err := os.OpenFile(t.part(), flags, 0o644)
	if err != nil {
		return &finalError{err}
	}
	if _, err = part.Seek(from, io.SeekStart); err == nil {
		err = t.copy(part, response.Body, from, o.Length, watch)
	}
	return errors.Join(err, part.Close())
}

// copy moves the body into the part and tells how far it is.
func (t *transfer) copy(part *os.File, body io.Reader, done, total int64, watch *time.Timer) error {
	buf := make([]byte, 256<<10)
	for {
		n, err := body.Read(buf)
		if n > 0 {
			watch.Reset(t.stall)
			if _, err := part.Write(buf[:n]); err != nil {
				return &finalError{err}
			}
			done += int64(n)
			t.progress(done, total)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	if total >= 0 && done != total {
		return say.Errorf("%d octets reçus sur %d", "%d bytes received of %d", done, total)
	}
	return part.Sync()
}

// accept verifies a whole part and gives it its name.
func (t *transfer) accept(resumed bool) error {
	if err := verifySHA256(t.part(), t.source.SHA256); err != nil {
		// Two tries may have brought halves of two files: then a fresh one mends it.
		if err := errors.Join(err, t.discard()); resumed {
			return err
		}
		return &finalError{err}
	}
	o := loadOrigin(t.part())
	if o == nil {
		return fmt.Errorf("read %s.origin", t.part())
	}
	o.Length = fileSize(t.part())
	// The old file goes first: whatever stops us here, no file ever stands beside another's origin.
	if err := os.Remove(t.path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return &finalError{err}
	}
	if err := o.save(t.path); err != nil {
		return &finalError{err}
	}
	if err := os.Rename(t.part(), t.path); err != nil {
		return &finalError{err}
	}
	return os.Remove(t.part() + ".origin")
}

// parseContentRange reads "bytes 100-199/1000"; total is -1 where it is "*".
func parseContentRange(s string) (start, total int64, ok bool) {
	span, all, ok1 := strings.Cut(strings.TrimPrefix(s, "bytes "), "/")
	first, _, ok2 := strings.Cut(span, "-")
	start, err := strconv.ParseInt(first, 10, 64)
	if !ok1 || !ok2 || err != nil || start < 0 {
		return 0, 0, false
	}
	if all == "*" {
		return start, -1, true
	}
	total, err = strconv.ParseInt(all, 10, 64)
	return start, total, err == nil && total > start
}
