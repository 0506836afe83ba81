package main

import (
	"bytes"
	"fmt"
	"image/color"
	"os"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgsvg"
)

// What is the library's own is blue.
var (
	blue = color.RGBA{R: 0x2b, G: 0x6c, B: 0xb0, A: 0xff}
	gray = color.Gray{Y: 0x99}
)

// draw makes the plots that README.md shows.
func (f *found) draw() error {
	if err := f.drawLookups(); err != nil {
		return err
	}
	return f.drawGrowth()
}

// drawLookups shows what a text costs by each way to it.
func (f *found) drawLookups() error {
	type bar struct {
		label string
		key   key
	}
	bars := []bar{
		{"go-i18n Localizer", key{"code and language to sentence", "go-i18n Localizer"}},
		{"x/text message.Printer", key{"code and language to sentence", "x/text message.Printer"}},
		{"universal-translator", key{"code and language to sentence", "universal-translator"}},
		{"map of maps", key{"code and language to sentence", "map[string]map[int]string"}},
		{"Meaning", key{"code and language to sentence", "Meaning"}},
		{"stringer (phrase)", key{"code to phrase", "type by stringer"}},
		{"map (phrase)", key{"code to phrase", "map[int]string"}},
		{"http.StatusText (phrase)", key{"code to phrase", "http.StatusText"}},
		{"Phrase", key{"code to phrase", "Phrase"}},
		{"empty loop", key{"code to facts", emptyLoop}},
	}
	p := plot.New()
	p.Title.Text = "From a code to its text"
	p.X.Label.Text = "nanoseconds"
	p.X.Scale = plot.LogScale{}
	p.X.Tick.Marker = plot.ConstantTicks([]plot.Tick{{Value: 1, Label: "1"}, {Value: 10, Label: "10"}, {Value: 100, Label: "100"}, {Value: 1000, Label: "1000"}})
	p.X.Min, p.X.Max = 0.5, 1500
	var names []string
	for i, bar := range bars {
		names = append(names, bar.label+"   ") // room, as in save
		line, err := plotter.NewLine(plotter.XYs{{X: p.X.Min, Y: float64(i)}, {X: f.times[bar.key].median(), Y: float64(i)}})
		if err != nil {
			return fmt.Errorf("%s: %w", bar.label, err)
		}
		line.Width, line.Color = vg.Points(11), gray
		if bar.label == "Meaning" || bar.label == "Phrase" {
			line.Color = blue
		}
		p.Add(line)
	}
	grid := plotter.NewGrid()
	grid.Horizontal.Width = 0
	p.Add(grid)
	p.NominalY(names...)
	p.Y.Min, p.Y.Max = -0.6, float64(len(bars))-0.4
	return save(p, 8*vg.Centimeter, "lookups.svg")
}

// drawGrowth shows what more languages cost: nothing in time, their texts in size.
func (f *found) drawGrowth() error {
	p := plot.New()
	p.Title.Text = "A Meaning, in one of so many languages"
	p.X.Label.Text, p.Y.Label.Text = "languages", "nanoseconds"
	p.Y.Min, p.X.Min = 0, 0
	var lookup, load plotter.XYs
	for _, g := range f.growth {
		lookup = append(lookup, plotter.XY{X: float64(g.languages), Y: g.time.median()})
		load = append(load, plotter.XY{X: float64(g.languages), Y: g.load.median()})
		p.Y.Max = max(p.Y.Max, 2*g.time.median())
	}
	for _, l := range []struct {
		name  string
		xys   plotter.XYs
		color color.Color
	}{{"Meaning", lookup, blue}, {"the bare load", load, gray}} {
		line, points, err := plotter.NewLinePoints(l.xys)
		if err != nil {
			return err
		}
		line.Color, points.Color = l.color, l.color
		p.Add(line, points)
		p.Legend.Add(l.name, line, points)
	}
	p.Legend.Top, p.Legend.Left = true, true
	return save(p, 7*vg.Centimeter, "growth.svg")
}

// save leaves room on both sides, as a reader's font may be wider than the one that
// the plot was measured with.
func save(p *plot.Plot, height vg.Length, name string) error {
	c := vgsvg.New(16*vg.Centimeter, height)
	p.Draw(draw.Crop(draw.New(c), vg.Centimeter, -vg.Centimeter, 0, -vg.Points(4)))
	var b bytes.Buffer
	if _, err := c.WriteTo(&b); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return os.WriteFile(name, b.Bytes(), 0o666)
}
