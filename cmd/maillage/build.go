package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"maillage/data/region"
	"maillage/say"
)

// buildCommand makes a region's file from its recipe.
type buildCommand struct {
	Recipe  string `arg:"" name:"RECETTE | RECIPE" help:"Recette de la région, un fichier YAML. | The region's recipe, a YAML file."`
	Output  string `short:"o" required:"" placeholder:"FICHIER | FILE" help:"Fichier à construire. | File to build."`
	Offline string `placeholder:"DOSSIER | FOLDER" help:"Dossier où prendre les fichiers, sans rien télécharger. | Folder to take the files from, downloading nothing."`
	Cache   string `placeholder:"DOSSIER | FOLDER" help:"Dossier où garder ce qui est téléchargé ; sinon celui du système. | Folder to keep downloads in; else the system's."`
}

func (*buildCommand) examples() []string {
	return []string{
		"maillage build regions/corse.yaml -o corse.maillage",
		"maillage build regions/corse.yaml --offline ../shared/data/corse -o corse.maillage",
	}
}

func (c *buildCommand) run(ctx context.Context, m *Main) error {
	recipe, err := region.LoadRecipe(c.Recipe)
	if err != nil {
		return err
	}
	if err := c.checkFolders(); err != nil {
		return err
	}
	cache, err := c.cache()
	if err != nil {
		return err
	}
	begin := time.Now()
	bar := newProgress(m)
	contents, _, err := region.Build(ctx, recipe, region.Options{Offline: c.Offline, Cache: cache, Progress: bar.step})
	bar.clear()
	if err != nil {
		return err
	}
	if err := region.Write(c.Output, contents); err != nil {
		return unwritable(c.Output, err)
	}
	return c.report(m, contents, time.Since(begin))
}

// checkFolders refuses, before minutes are spent, an output that has no folder and an offline folder that is none.
func (c *buildCommand) checkFolders() error {
	if c.Output == "-" {
		return misuse("un fichier de région ne s'écrit pas sur la sortie standard ; nommez-le avec -o", "a region's file is not written to standard output; name it with -o")
	}
	if info, err := os.Stat(filepath.Dir(c.Output)); err != nil {
		return unwritable(c.Output, err)
	} else if !info.IsDir() {
		return say.Errorf("%s n'est pas un dossier ; choisissez un autre fichier avec -o", "%s is not a folder; choose another file with -o", filepath.Dir(c.Output))
	}
	if c.Offline == "" {
		return nil
	}
	if info, err := os.Stat(c.Offline); err != nil || !info.IsDir() {
		return say.Errorf("--offline %s n'est pas un dossier ; donnez celui des fichiers de la recette", "--offline %s is not a folder; give that of the recipe's files", c.Offline)
	}
	return nil
}

// cache is the folder downloads are kept in.
func (c *buildCommand) cache() (string, error) {
	if c.Cache != "" || c.Offline != "" {
		return c.Cache, nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", say.Errorf("le système ne dit pas où garder les fichiers téléchargés ; donnez un dossier avec --cache", "the system does not say where to keep downloads; give a folder with --cache")
	}
	return filepath.Join(dir, "maillage"), nil
}

// report tells what the file holds and what to do next.
func (c *buildCommand) report(m *Main, contents *region.Contents, took time.Duration) error {
	info, err := os.Stat(c.Output)
	if err != nil {
		return err
	}
	f := m.figures()
	var b strings.Builder
	fmt.Fprintln(&b, m.in("%s construite en %s : %s (%s)", "%s built in %s: %s (%s)",
		contents.Dataset.Region.Name, f.seconds(took), c.Output, f.bytes(info.Size())))
	if err := m.inventoryTables(&b, takeInventory(contents)); err != nil {
		return err
	}
	fmt.Fprintln(&b, m.in("\nVoyez les défauts un par un : maillage check %[1]s\nServez-la : maillage serve %[1]s", "\nSee the defects one by one: maillage check %[1]s\nServe it: maillage serve %[1]s", c.Output))
	_, err = fmt.Fprint(m.Stdout, b.String())
	return err
}
