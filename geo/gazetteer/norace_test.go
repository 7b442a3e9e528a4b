//go:build !race

package gazetteer

const racing = false
