package region

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"maillage/say"
)

// fetcher brings sources' files into a folder and keeps them there.
//
// A download goes into "name.part" and takes its name once it is whole. What the server said of it is kept in
// "name.origin", so that a cut download resumes, and a whole one is asked for
// again only if it has changed. A file without an origin was put there by
// hand and is used as it is. One build at a time may use a folder.
type fetcher struct {
	client   *http.Client
	dir      string
	tries    int           // in a row without a byte gained
	pause    time.Duration // before the second try; each further one waits twice as long
	stall    time.Duration // a transfer that gives nothing for so long is cut
	progress func(done, total int64)
}

func newFetcher(dir string, progress func(done, total int64)) *fetcher {
	return &fetcher{
		client:   &http.Client{},
		dir:      dir,
		tries:    4,
		pause:    time.Second,
		stall:    30 * time.Second,
		progress: progress,
	}
}

// fetch returns the path of a source's file, whole and verified.
func (f *fetcher) fetch(ctx context.Context, s *Source) (string, error) {
	path := filepath.Join(f.dir, filepath.FromSlash(s.File))
	_, err := os.Stat(path)
	there := err == nil
	if s.ByHand && !there {
		return "", &absentError{say.Errorf("prenez-le à la main sur %s, puis mettez-le sous le nom « %s » dans le dossier %s",
			"get it by hand at %s, then put it under the name \"%s\" in the folder %s", s.URL, s.File, f.dir)}
	}
	if there && (s.ByHand || s.SHA256 != "" || loadOrigin(path) == nil) {
		// A known checksum that holds needs no server; one that does not means the recipe asks for another file.
		err := verifySHA256(path, s.SHA256)
		if err == nil || s.ByHand || loadOrigin(path) == nil {
			return path, err
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return "", err
	}
	return path, f.download(ctx, s, path)
}

// download tries until the file is whole, the server refuses it, or tries run out.
func (f *fetcher) download(ctx context.Context, s *Source, path string) error {
	t := &transfer{fetcher: f, source: s, path: path}
	for try, best := 1, int64(0); ; try++ {
		err := t.attempt(ctx)
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if size := fileSize(t.part()); size > best {
			// It moves on: the tries begin again. A server without ranges starts over each time and gains nothing.
			best, try = size, 1
		}
		var final *finalError
		if errors.As(err, &final) {
			return final.err
		}
		if try >= f.tries {
			return say.Errorf("télécharger %s : %v ; réessayez (le début est gardé), ou prenez les fichiers d'un dossier avec --offline",
				"download %s: %v; try again (what came is kept), or take the files from a folder with --offline", s.URL, err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(f.pause << (try - 1)):
		}
	}
}

// finalError is one that another try would only meet again.
type finalError struct{ err error }

func (e *finalError) Error() string { return e.err.Error() }

// absentError is that of a file that nobody has put where it should be; an optional one may be so.
type absentError struct{ error }

func (e *absentError) Unwrap() error { return e.error }

func fileSize(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// verifySHA256 compares a file with a checksum, where there is one.
func verifySHA256(path, want string) error {
	if want == "" {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return err
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		return say.Errorf("la somme SHA-256 de %s est %s, la recette attend %s : le fichier est abîmé, ou le producteur l'a changé (alors mettez la recette à jour)",
			"the SHA-256 of %s is %s, the recipe expects %s: the file is damaged, or its publisher changed it (then update the recipe)", path, got, want)
	}
	return nil
}

// offlineFile is a source's file in a folder of files. One that several regions
// share, in a folder of its own, may also lie beside the region's folder.
func offlineFile(dir string, s *Source) (string, error) {
	path := filepath.Join(dir, filepath.FromSlash(s.File))
	if beside := filepath.Join(dir, "..", filepath.FromSlash(s.File)); strings.Contains(s.File, "/") && !isFile(path) && isFile(beside) {
		path = beside
	}
	if !isFile(path) {
		return "", &absentError{say.Errorf("le fichier « %s » manque dans le dossier %s : prenez-le sur %s et mettez-le là, ou construisez sans --offline",
			"the file \"%s\" is missing from the folder %s: get it at %s and put it there, or build without --offline", s.File, dir, s.URL)}
	}
	return path, verifySHA256(path, s.SHA256)
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
