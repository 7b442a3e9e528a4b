package banworld

import (
	"bufio"
	"io"
	"strconv"

	"github.com/paulmach/orb"

	"maillage/geo"
)

// Header is the first line of a département's file of the Base Adresse Nationale.
const Header = "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;nom_ancienne_commune;" +
	"x;y;lon;lat;type_position;alias;nom_ld;libelle_acheminement;nom_afnor;source_position;source_nom_voie;certification_commune;cad_parcelles"

// LocalitiesHeader is the first line of a département's file of lieux-dits.
const LocalitiesHeader = "id;nom_lieu_dit;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;source_position;source_nom_voie"

// PostalCodesHeader is the first line of La Poste's list of postal codes.
const PostalCodesHeader = "#Code_commune_INSEE;Nom_de_la_commune;Code_postal;Libellé_d_acheminement;Ligne_5"

// lines writes semicolons between cells; the first error is kept by the writer.
type lines struct {
	*bufio.Writer
	lambert geo.Projection
	number  []byte
}

func newLines(out io.Writer, header string) (*lines, error) {
	lambert, err := geo.ProjectionOf(2154)
	if err != nil {
		return nil, err
	}
	l := &lines{Writer: bufio.NewWriterSize(out, 1<<16), lambert: lambert}
	l.row(header)
	return l, nil
}

func (l *lines) row(cells ...string) {
	for i, cell := range cells {
		if i > 0 {
			_ = l.WriteByte(';')
		}
		_, _ = l.WriteString(cell)
	}
	_ = l.WriteByte('\n')
}

// place is x;y;lon;lat, metres with two decimals and degrees with six, as the source writes them.
func (l *lines) place(p orb.Point) string {
	xy := l.lambert.Forward(p)
	b := strconv.AppendFloat(l.number[:0], xy[0], 'f', 2, 64)
	b = strconv.AppendFloat(append(b, ';'), xy[1], 'f', 2, 64)
	b = strconv.AppendFloat(append(b, ';'), p[0], 'f', 7, 64)
	b = strconv.AppendFloat(append(b, ';'), p[1], 'f', 7, 64)
	l.number = b
	return string(b)
}

// WriteCSV writes every address as a département's file of the Base Adresse
// Nationale has it (adresses-2A.csv): about 190 bytes each.
func (w *World) WriteCSV(out io.Writer) error {
	l, err := newLines(out, Header)
	if err != nil {
		return err
	}
	for i := range w.Streets {
		s := &w.Streets[i]
		d := w.Districts[s.District]
		c := w.Communes[d.Commune]
		fantoir := c.Code + "_" + strconv.Itoa(1000+i%9000)
		for j := range s.Houses {
			a := w.House(i, j)
			number := strconv.Itoa(a.Number)
			l.row(fantoir+"_"+number+a.Suffix, fantoir, number, a.Suffix, a.Street, a.PostalCode, a.Commune, c.Name, d.FormerCode, d.Former,
				l.place(a.Point), "entrée", "", "", c.Name, a.Street, "commune", "commune", "1", "")
		}
	}
	return l.Flush()
}

// WriteLocalities writes every lieu-dit as lieux-dits-2A-beta.csv has it.
func (w *World) WriteLocalities(out io.Writer) error {
	l, err := newLines(out, LocalitiesHeader)
	if err != nil {
		return err
	}
	for i, p := range w.Localities {
		l.row(p.Commune+"_l"+strconv.Itoa(i), p.Name, p.PostalCode, p.Commune, w.CommuneOf(p.Commune).Name, "", p.Former, l.place(p.Point), "commune", "commune")
	}
	return l.Flush()
}

// WritePostalCodes writes the postal codes of every commune as La Poste's list has them.
func (w *World) WritePostalCodes(out io.Writer) error {
	l, err := newLines(out, PostalCodesHeader)
	if err != nil {
		return err
	}
	for _, d := range w.Districts {
		l.row(w.Communes[d.Commune].Code, w.Communes[d.Commune].Name, d.PostalCode, w.Communes[d.Commune].Name, d.Former)
	}
	return l.Flush()
}
