//go:build !unix

package wholefile

// syncDir does nothing where folders cannot be synced.
func syncDir(string) error { return nil }
