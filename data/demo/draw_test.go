package demo

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"testing"
)

func TestDrawLand(t *testing.T) {
	out := os.Getenv("DEMO_PNG")
	if out == "" {
		t.Skip("")
	}
	l := newLand(noise(1) * 0x9E37)
	img := image.NewRGBA(image.Rect(0, 0, coarseW*3, coarseH*3))
	for py := range coarseH * 3 {
		for px := range coarseW * 3 {
			v := coarse(px/3, coarseH-1-py/3)
			c := color.RGBA{160, 195, 225, 255}
			if l.mass[v] != sea {
				k := l.height[v] / summit
				x, _ := xy(v)
				sh := 0.0
				if x > 0 {
					sh = (l.height[v] - l.height[v-1]) * 0.25
				}
				b := func(a, z float64) uint8 { return uint8(min(255, max(0, a+(z-a)*k+sh))) }
				c = color.RGBA{b(200, 150), b(215, 110), b(170, 90), 255}
				if l.drains[v] > 200 {
					c = color.RGBA{60, 110, 200, 255}
				}
			}
			img.Set(px, py, c)
		}
	}
	f, _ := os.Create(out)
	png.Encode(f, img)
	f.Close()
}

func BenchmarkLand(b *testing.B) {
	for b.Loop() {
		newLand(5)
	}
}
