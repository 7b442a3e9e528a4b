package main

import (
	"context"
	"fmt"
	"runtime"
)

// versionCommand tells which program this is.
type versionCommand struct{}

func (*versionCommand) run(_ context.Context, m *Main) error {
	_, err := fmt.Fprintf(m.Stdout, "maillage %s (%s, %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}
