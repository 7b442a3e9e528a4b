//go:build !race

package geo

const racing = false
