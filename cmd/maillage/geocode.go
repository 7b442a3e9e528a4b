package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"maillage/data/region"
	"maillage/data/source"
	"maillage/internal/wholefile"
	"maillage/say"
)

// geocodeCommand places the addresses of a table, which goes to nobody unless
// --national says so.
type geocodeCommand struct {
	regionArgs
	Table    string   `arg:"" optional:"" name:"TABLEAU | TABLE" help:"CSV ou XLSX dont placer les adresses (gzip et zip compris). | CSV or XLSX whose addresses to place (gzip and zip too)."`
	Columns  []string `placeholder:"PARTIE=COLONNE | PART=COLUMN" help:"Colonnes de l'adresse, comme adresse=RUE,commune=VILLE ; sinon elles sont devinées. | Columns of the address, such as adresse=STREET,commune=TOWN; else they are guessed."`
	MinScore float64  `default:"0.88" placeholder:"SCORE" help:"Accord, de 0 à 1, en dessous duquel une rue n'est pas prise ; la commune l'est alors. | Match, 0 to 1, below which a street is not taken; the commune then is."`
	National string   `placeholder:"URL" help:"Demander à ce géocodeur (https://data.geopf.fr/geocodage) ce que le fichier ne trouve pas bien : ces adresses lui sont alors envoyées. | Ask this geocoder (https://data.geopf.fr/geocodage) for what the file does not find well: those addresses are then sent to it."`
	Member   string   `placeholder:"FICHIER | FILE" help:"Fichier à lire dans un zip qui en a plusieurs. | File to read in a zip that has several."`
	Sheet    string   `placeholder:"FEUILLE | SHEET" help:"Feuille d'un classeur ; sinon la première. | Sheet of a workbook; else the first."`
	Encoding string   `enum:"utf-8,latin1" default:"utf-8" placeholder:"utf-8|latin1" help:"Encodage du texte. | Encoding of the text."`
	Dialect  string   `name:"csv-dialect" enum:"same,standard,excel" default:"same" placeholder:"DIALECTE | DIALECT" help:"CSV comme celui qui est lu (same), en UTF-8 avec des virgules (standard), ou tel qu'Excel l'ouvre en France (excel). | CSV like the one read (same), in UTF-8 with commas (standard), or as Excel opens it in France (excel)."`
	Output   string   `short:"o" default:"-" placeholder:"FICHIER | FILE" help:"Fichier où écrire, en XLSX s'il finit par .xlsx ; « - » pour la sortie standard. | File to write to, XLSX if it ends in .xlsx; \"-\" for standard output."`
}

func (*geocodeCommand) examples() []string {
	return []string{
		"maillage geocode corse.maillage adresses.csv -o places.csv",
		"maillage geocode corse.maillage adresses.xlsx -o places.xlsx --min-score 0.8",
		"maillage geocode corse.maillage adresses.csv --columns adresse=RUE,commune=VILLE --csv-dialect excel -o places.csv",
		"maillage geocode corse.maillage adresses.csv --national https://data.geopf.fr/geocodage -o places.csv",
	}
}

func (c *geocodeCommand) run(ctx context.Context, m *Main) error {
	if c.Demo && c.Table == "" { // no argument is a region's file
		c.File, c.Table = "", c.File
	}
	if err := c.check(); err != nil {
		return err
	}
	columns, err := c.columns(ctx)
	if err != nil {
		return err
	}
	opened, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer opened.release()
	places, err := opened.gazetteer()
	if err != nil {
		return err
	}
	g := &geocoding{m: m, lookup: region.NewLookup(places, opened.engine.Dataset()), least: c.MinScore}
	if c.National != "" {
		if g.national, err = region.NewGeocoder(c.National); err != nil {
			return misuse("--national : %v", "--national: %v", err)
		}
	}
	if places.Stats().Houses == 0 {
		m.tell("! Ce fichier ne connaît aucun numéro de rue : les adresses sont placées à la rue, au lieu-dit ou à la commune (voyez les sources « ban » dans regions/modele.yaml).",
			"! This file knows no house number: addresses are placed at the street, the locality or the commune (see the \"ban\" sources in regions/modele.yaml).")
	}
	if err := c.copy(ctx, m, columns, g); err != nil {
		return err
	}
	return g.summary(m, opened.engine.View())
}

// check refuses what is wrong whatever the region and the table hold.
func (c *geocodeCommand) check() error {
	if err := c.regionArgs.check(); err != nil {
		return err
	}
	switch ext := strings.ToLower(filepath.Ext(c.Output)); {
	case c.Table == "":
		return misuse("donnez le tableau à géocoder, en CSV ou XLSX, comme : maillage geocode corse.maillage adresses.csv",
			"give the table to geocode, CSV or XLSX, such as: maillage geocode corse.maillage adresses.csv")
	case !(c.MinScore >= 0 && c.MinScore <= 1): // NaN too
		return misuse("--min-score=%v n'est pas accepté ; donnez un nombre de 0 à 1", "--min-score=%v is not accepted; give a number from 0 to 1", c.MinScore)
	case slices.Contains([]string{".xls", ".ods", ".gz", ".zip"}, ext):
		return misuse("-o %s : ce format ne s'écrit pas ; choisissez un nom en .csv ou en .xlsx", "-o %s: this format is not written; choose a name in .csv or .xlsx", c.Output)
	case isSameFile(c.Output, c.Table) || isSameFile(c.Output, c.File):
		return misuse("-o %s remplacerait un fichier qui est lu ; choisissez un autre nom", "-o %s would replace a file that is read; choose another name", c.Output)
	}
	return nil
}

func isSameFile(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}

func (c *geocodeCommand) opening() source.TableCopyOptions {
	return source.TableCopyOptions{Open: source.OpenOptions{Member: c.Member, Latin1: c.Encoding == "latin1"}, Sheet: c.Sheet}
}

// columns are those told, else those guessed.
func (c *geocodeCommand) columns(ctx context.Context) (source.AddressColumns, error) {
	if len(c.Columns) == 0 {
		return source.GuessAddress(ctx, c.Table, c.opening())
	}
	var columns source.AddressColumns
	for _, told := range c.Columns {
		key, column, ok := strings.Cut(told, "=")
		if key = strings.TrimSpace(key); !ok || column == "" || !columns.Set(key, strings.TrimSpace(column)) {
			return columns, misuse("--columns « %s » n'est pas accepté ; écrivez PARTIE=COLONNE, où PARTIE est : %s", "--columns \"%s\" is not accepted; write PART=COLUMN, where PART is: %s",
				told, strings.Join(source.AddressKeys(), ", "))
		}
	}
	return columns, nil
}

// copy writes the table with its places.
func (c *geocodeCommand) copy(ctx context.Context, m *Main, columns source.AddressColumns, g *geocoding) error {
	table, err := source.OpenTableCopy(c.Table, c.opening())
	if err != nil {
		return err
	}
	defer func() { _ = table.Close() }()
	if err := columns.Check(filepath.Base(c.Table), table.Header()); err != nil {
		return err
	}
	g.told(columns)
	if c.Output == "-" {
		buffered := bufio.NewWriterSize(m.Stdout, 64<<10)
		if err := g.copy(ctx, table, buffered, c.form(table), columns); err != nil {
			return ignorePipe(err)
		}
		return ignorePipe(buffered.Flush())
	}
	var failed, unwritten error
	err = wholefile.Write(c.Output, func(w io.Writer) error {
		guarded := &watchedWriter{w: w}
		failed = g.copy(ctx, table, guarded, c.form(table), columns)
		unwritten = guarded.err
		return failed
	})
	switch {
	case unwritten != nil:
		return unwritable(c.Output, unwritten)
	case failed != nil:
		return failed
	case err != nil:
		return unwritable(c.Output, err)
	}
	return nil
}

// form is how the table is written.
func (c *geocodeCommand) form(table *source.TableCopy) source.TableForm {
	switch {
	case strings.EqualFold(filepath.Ext(c.Output), ".xlsx"):
		return source.WorkbookForm()
	case c.Dialect == "excel":
		return source.ExcelForm()
	case c.Dialect == "standard" || table.Form().Workbook:
		return source.StandardForm()
	default:
		return table.Form()
	}
}

// watchedWriter keeps why writing failed, apart from why reading did.
type watchedWriter struct {
	w   io.Writer
	err error
}

func (w *watchedWriter) Write(p []byte) (int, error) {
	n, err := w.w.Write(p)
	if err != nil {
		w.err = err
	}
	return n, err
}

// ignorePipe lets go of a reader that has read enough.
func ignorePipe(err error) error {
	if errors.Is(err, syscall.EPIPE) {
		return nil
	}
	return err
}

// partText names the parts of an address and their columns in a sentence.
func partText(columns source.AddressColumns) say.Text {
	var parts []string
	columns.Each(func(key, column string) { parts = append(parts, key+" = "+oneLine(shortName(column))) })
	return say.T("Adresses lues dans les colonnes : %s", "Addresses read from the columns: %s", strings.Join(parts, ", "))
}
