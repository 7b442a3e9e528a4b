//go:build !unix

package region

import "os"

// mapFile reads the whole file where it cannot be mapped.
func mapFile(path string) ([]byte, func() error, error) {
	b, err := os.ReadFile(path)
	return b, func() error { return nil }, err
}
