package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"syscall"

	"maillage/api"
	"maillage/internal/wholefile"
	"maillage/say"
)

// output says in what form results are written, and where.
type output struct {
	Format string `short:"f" enum:"table,json,csv,geojson" default:"table" placeholder:"FORME | FORM" help:"Forme du résultat : table, json, csv ou geojson. | Form of the result: table, json, csv or geojson."`
	destination
}

// exports is output for answers that a workbook can hold.
type exports struct {
	Format string `short:"f" enum:"table,json,csv,geojson,xlsx" default:"table" placeholder:"FORME | FORM" help:"Forme du résultat : table, json, csv, geojson ou xlsx (un classeur, avec -o). | Form of the result: table, json, csv, geojson or xlsx (a workbook, with -o)."`
	destination
}

// checkForm refuses a workbook on the standard output, where a terminal would show its bytes.
func (o *exports) checkForm() error {
	if o.Format == "xlsx" && o.Output == "-" {
		return misuse("un classeur est un fichier ; dites lequel, comme -o resultat.xlsx", "a workbook is a file; say which, such as -o result.xlsx")
	}
	return nil
}

// savedTo says where results are written.
type savedTo struct {
	Output string `short:"o" default:"-" placeholder:"FICHIER | FILE" help:"Fichier où écrire ; « - » pour la sortie standard. | File to write to; \"-\" for standard output."`
}

// destination says where results are written, and how a CSV is.
type destination struct {
	Dialect string `name:"csv-dialect" enum:"standard,excel" default:"standard" placeholder:"DIALECTE | DIALECT" help:"CSV en UTF-8 avec des virgules (standard), ou tel qu'Excel l'ouvre en France (excel). | CSV in UTF-8 with commas (standard), or as Excel opens it in France (excel)."`
	savedTo
}

// dialect is the CSV's.
func (o *destination) dialect() api.CSVDialect {
	if o.Dialect == "excel" {
		return api.CSVExcel
	}
	return api.CSVPlain
}

// write renders a result whole before a byte of it is written, so that a
// failure leaves no half of one. A file is replaced at once, or not at all.
func (o *savedTo) write(m *Main, render func(io.Writer) error) error {
	var b bytes.Buffer
	if err := render(&b); err != nil {
		return err
	}
	if o.Output == "-" {
		_, err := m.Stdout.Write(b.Bytes())
		if errors.Is(err, syscall.EPIPE) {
			return nil // whoever read has read enough
		}
		return err
	}
	err := wholefile.Write(o.Output, func(w io.Writer) error {
		_, err := b.WriteTo(w)
		return err
	})
	if err != nil {
		return unwritable(o.Output, err)
	}
	return nil
}

// unwritable says why a file cannot be written and what to do.
func unwritable(path string, err error) error {
	return say.Errorf("impossible d'écrire %s : %s ; choisissez un autre fichier avec -o",
		"cannot write %s: %s; choose another file with -o", path, reason(err))
}

// reason says in people's words why the system refused a file.
func reason(err error) say.Text {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return say.T("ce fichier ou son dossier n'existe pas", "the file or its folder does not exist")
	case errors.Is(err, fs.ErrPermission):
		return say.T("le système en refuse l'accès", "the system denies access to it")
	case errors.Is(err, syscall.EISDIR):
		return say.T("c'est un dossier", "it is a folder")
	case errors.Is(err, syscall.ENOSPC):
		return say.T("le disque est plein", "the disk is full")
	case errors.Is(err, syscall.EROFS):
		return say.T("le disque est en lecture seule", "the disk is read-only")
	default:
		return say.Same(err.Error())
	}
}
