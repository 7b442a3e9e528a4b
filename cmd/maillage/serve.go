package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"syscall"
	"time"

	"github.com/paulmach/orb"

	"maillage/analysis"
	"maillage/api"
	"maillage/data"
	"maillage/say"
)

// goodbye is how long requests under way have to finish when serve is stopped.
const goodbye = 10 * time.Second

// serveCommand answers over HTTP until it is stopped.
type serveCommand struct {
	regionArgs
	Site string `placeholder:"FICHIER | FILE" help:"Qui publie le service : mentions légales, partenaires (voir docs/site.yaml). | Who publishes the service: legal notice, partners (see docs/site.yaml)."`
	Addr string `default:"127.0.0.1:8080" placeholder:"HÔTE:PORT | HOST:PORT" help:"Adresse d'écoute ; le port 0 en prend un libre. | Address to listen on; port 0 takes a free one."`
}

func (*serveCommand) examples() []string {
	return []string{"maillage serve --demo", "maillage serve corse.maillage --site site.yaml --addr 127.0.0.1:9000"}
}

func (c *serveCommand) run(ctx context.Context, m *Main) error {
	if err := c.check(); err != nil {
		return err
	}
	site, err := readSite(c.Site)
	if err != nil {
		return err
	}
	// Listening first tells of a busy port at once, before the region is read.
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return unavailable(c.Addr, err)
	}
	defer listener.Close()
	region, err := c.open(ctx)
	if err != nil {
		return err
	}
	logger := slog.New(slog.NewTextHandler(m.Stderr, nil))
	server := api.NewServer(api.Options{Logger: logger, Now: m.Now, Version: version, Site: site})
	defer server.Close()
	server.Swap(region.snapshot())
	c.welcome(m, listener.Addr(), region.engine)
	return c.serve(ctx, m, listener, server, logger)
}

// snapshot is the region as the server holds it, which closes it in its time.
func (o *opened) snapshot() *api.Snapshot {
	return api.NewSnapshot(o.engine, o.gazetteer, o.fingerprint, o.close)
}

// serve answers until ctx ends, then lets requests under way finish.
func (c *serveCommand) serve(ctx context.Context, m *Main, listener net.Listener, server *api.Server, logger *slog.Logger) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	door := api.NewHTTPServer(server, logger)
	failed := make(chan error, 1)
	go func() { failed <- door.Serve(listener) }()
	for {
		select {
		case err := <-failed:
			return err
		case <-m.Hangup:
			c.reload(ctx, server, logger)
		case <-ctx.Done():
			return farewell(door, failed)
		}
	}
}

// reload serves the file as it now is; where it cannot be read, the region served stays.
func (c *serveCommand) reload(ctx context.Context, server *api.Server, logger *slog.Logger) {
	region, err := c.open(ctx)
	if err != nil {
		logger.Error("reload failed, the region served stays", "error", say.Err(err, say.English))
		return
	}
	server.Swap(region.snapshot())
	logger.Info("region reloaded", "fingerprint", region.fingerprint)
}

func farewell(door *http.Server, failed <-chan error) error {
	ctx, cancel := context.WithTimeout(context.Background(), goodbye)
	defer cancel()
	if err := door.Shutdown(ctx); err != nil {
		return errors.Join(say.Errorf("des requêtes en cours n'ont pas fini à temps", "requests under way did not finish in time"), door.Close())
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// welcome tells where the region is served and what to try.
func (c *serveCommand) welcome(m *Main, addr net.Addr, engine *analysis.Engine) {
	url := "http://" + addr.String()
	ds := engine.View().Dataset()
	fmt.Fprintln(m.Stdout, m.in("%s est servie sur %s (Ctrl+C pour arrêter)", "%s is served on %s (Ctrl+C to stop)", ds.Region.Name, url))
	if p, ok := busiest(ds); ok {
		fmt.Fprintln(m.Stdout, m.in("Essayez : curl '%s/api/v1/nearest?lat=%.3f&lon=%.3f&open=any'",
			"Try: curl '%s/api/v1/nearest?lat=%.3f&lon=%.3f&open=any'", url, p.Lat(), p.Lon()))
	}
	fmt.Fprintln(m.Stdout, m.in("Documentation : %s/docs", "Documentation: %s/docs", url))
}

// busiest is the centre of the cell where most people live.
func busiest(ds *data.Dataset) (p orb.Point, ok bool) {
	group := ds.Cells.Group(data.GroupAll)
	if group < 0 {
		return p, false
	}
	most := 0.0
	for i, n := range ds.Cells.Count[group] {
		if n > most {
			most, p, ok = n, ds.Cells.Center[i], true
		}
	}
	return p, ok
}

// unavailable says why an address cannot be listened on.
func unavailable(addr string, err error) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return say.Errorf("l'adresse %s est déjà prise par un autre programme ; arrêtez-le, ou choisissez-en une autre : --addr 127.0.0.1:0 prend un port libre",
			"address %s is taken by another program; stop it, or choose another: --addr 127.0.0.1:0 takes a free port", addr)
	case errors.Is(err, syscall.EACCES):
		return say.Errorf("le système refuse l'adresse %s ; un port au-dessus de 1024 est permis à tous", "the system denies address %s; a port above 1024 is open to all", addr)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return say.Errorf("l'adresse %s n'est pas de cette machine ; essayez --addr 127.0.0.1:8080", "address %s is not one of this machine's; try --addr 127.0.0.1:8080", addr)
	default:
		return misuse("--addr=%s n'est pas une adresse ; donnez-en une comme 127.0.0.1:8080 (%v)",
			"--addr=%s is not an address; give one such as 127.0.0.1:8080 (%v)", addr, err)
	}
}
