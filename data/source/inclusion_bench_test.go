package source

import (
	"bufio"
	"fmt"
	"io"
	"runtime"
	"testing"
	"time"
)

// million is how many structures all of France might one day have; half of
// them have two services here.
const million = 1_000_000

// BenchmarkReadInclusion reads a million structures, made as they are read, for
// one region. In "of France" one in twelve is of the catalogue and one in a
// hundred within reach, which is much; in "all kept" a hundred thousand
// structures are the region's, half of them with two services. It tells the largest heap seen.
func BenchmarkReadInclusion(b *testing.B) {
	for _, c := range []struct {
		name          string
		count         int
		inScope, near int // one in so many
	}{{"of France", million, 12, 100}, {"all kept", million / 10, 1, 1}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			var peak uint64
			for b.Loop() {
				builder := world(b)
				stop := watchHeap(&peak)
				structures, services := pipe(c.count, writeStructure(c.inScope, c.near)), pipe(c.count, writeServices)
				if err := ReadInclusion(b.Context(), structures, services, builder, inclusionTest); err != nil {
					b.Fatal(err)
				}
				stop()
				b.SetBytes(structures.read + services.read)
			}
			b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
		})
	}
}

// BenchmarkReadServicePublic reads a hundred thousand records of the annuaire,
// about what it has, one in fifty of the catalogue and within reach.
func BenchmarkReadServicePublic(b *testing.B) {
	b.ReportAllocs()
	var peak uint64
	for b.Loop() {
		builder := world(b)
		stop := watchHeap(&peak)
		records := pipe(million/10, writeAnnuaire)
		if err := ReadServicePublic(b.Context(), records, builder, annuaireTest); err != nil {
			b.Fatal(err)
		}
		stop()
		b.SetBytes(records.read)
	}
	b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
}

// counted is a reader that tells how much it gave.
type counted struct {
	io.Reader
	read int64
}

func (c *counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.read += int64(n)
	return n, err
}

// pipe makes a JSON list of count records while it is read.
func pipe(count int, write func(w io.Writer, i int)) *counted {
	r, w := io.Pipe()
	go func() {
		out := bufio.NewWriterSize(w, 1<<16)
		for i := range count {
			between := ","
			if i == 0 {
				between = "["
			}
			_, _ = io.WriteString(out, between)
			write(out, i)
		}
		_, _ = io.WriteString(out, "]")
		_ = out.Flush()
		_ = w.Close()
	}()
	return &counted{Reader: r}
}

const filler = "Une description comme il y en a, qui dit en quelques phrases ce que l'on trouve ici, pour qui, et comment s'y rendre ; elle n'est pas lue. " +
	"Elle est deux fois plus longue que cela, en général, et personne ne l'a écrite."

func writeStructure(inScope, near int) func(io.Writer, int) {
	return func(w io.Writer, i int) {
		network, lon, lat, code := `"communes"`, 2.3, 48.8, "75111"
		if i%inScope == 0 {
			network = `"mission-locale"`
		}
		if i%near == 0 {
			lon, lat, code = 8.5+float64(i%1000)/1000, 41.5+float64(i/1000%1000)/1000, "2A004"
		}
		_, _ = fmt.Fprintf(w, `{"id":"source--%08d","source":"source","nom":"Structure numéro %d","description":"%s","adresse":"%d rue Haute","complement_adresse":null,`+
			`"code_postal":"%s","commune":"Carré","code_insee":"%s","longitude":%.6f,"latitude":%.6f,"accessibilite_lieu":"https://acceslibre.example.org/erp/%d/",`+
			`"courriel":"accueil%d@example.org","telephone":"+33400000001","site_web":"https://example.org/%d","lien_source":"https://example.org/fiche/%d","date_maj":"2025-02-14",`+
			`"horaires_accueil":"Mo-Fr 08:30-12:30,13:30-17:00; PH off","reseaux_porteurs":[%s],"siret":"%014d","score_qualite":0.5}`,
			i, i, filler, i%300+1, code, code, lon, lat, i, i, i, i, network, i)
	}
}

func writeServices(w io.Writer, i int) {
	_, _ = fmt.Fprintf(w, `{"id":"s%08d","source":"source","structure_id":"source--%08d","nom":"Service","description":"%s","type":"accompagnement","thematiques":["choisir-un-metier"],`+
		`"publics":["jeunes","demandeurs-emploi"],"modes_accueil":["en-presentiel","a-distance"],"zone_eligibilite":["2A","2B"],"horaires_accueil":null}`, i, i/2, filler)
}

func writeAnnuaire(w io.Writer, i int) {
	kind, lon, lat := "mairie", 2.3, 48.8
	if i%50 == 0 {
		kind, lon, lat = "mission_locale", 8.5+float64(i%1000)/1000, 42.0
	}
	_, _ = fmt.Fprintf(w, `{"id":"%08d","nom":"Lieu %d","adresse":"[{\"type_adresse\": \"Adresse\", \"numero_voie\": \"%d rue Haute\", \"code_postal\": \"20090\", \"nom_commune\": \"Carré\", `+
		`\"longitude\": \"%.6f\", \"latitude\": \"%.6f\", \"accessibilite\": \"ACC\"}]","telephone":"[{\"valeur\": \"0400000001\"}]","adresse_courriel":"a@example.org",`+
		`"pivot":"[{\"type_service_local\": \"%s\", \"code_insee_commune\": [\"2A004\", \"2A005\", \"2A006\"]}]","plage_ouverture":"[{\"nom_jour_debut\": \"Lundi\", \"nom_jour_fin\": \"Vendredi\", `+
		`\"valeur_heure_debut_1\": \"08:30:00\", \"valeur_heure_fin_1\": \"12:00:00\", \"valeur_heure_debut_2\": \"\", \"valeur_heure_fin_2\": \"\", \"commentaire\": \"\"}]"}`, i, i, i%300+1, lon, lat, kind)
}

// watchHeap looks at the heap every few milliseconds until stopped, and keeps the largest.
func watchHeap(peak *uint64) (stop func()) {
	runtime.GC()
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			*peak = max(*peak, m.HeapAlloc)
			select {
			case <-done:
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	}()
	return func() { close(done); <-ended }
}
