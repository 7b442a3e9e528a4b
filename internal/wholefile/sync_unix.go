//go:build unix

package wholefile

import (
	"errors"
	"os"
	"syscall"
)

// syncDir makes a rename in dir last. Some file systems refuse to sync a folder; the rename then is as lasting as they make it.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return errors.Join(err, d.Close())
	}
	return d.Close()
}
