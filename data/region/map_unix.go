//go:build unix

package region

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"syscall"
)

// mapFile maps a file for reading. Its pages are read when they are first touched.
func mapFile(path string) ([]byte, func() error, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = f.Close() }() // the mapping outlives the descriptor
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, nil, err
	case !info.Mode().IsRegular():
		return nil, nil, &fs.PathError{Op: "map", Path: path, Err: errors.New("not a regular file")}
	case info.Size() == 0 || info.Size() > math.MaxInt:
		return nil, func() error { return nil }, nil // nothing to map: refused as no snapshot
	}
	b, err := syscall.Mmap(int(f.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return nil, nil, os.NewSyscallError("mmap", err)
	}
	unmapped := false
	return b, func() error {
		if unmapped {
			return nil
		}
		unmapped = true
		return syscall.Munmap(b)
	}, nil
}
