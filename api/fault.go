package api

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"maillage/say"
)

// fault is one query parameter that cannot be understood, said in both languages.
type fault struct {
	param, value string
	allowed      []string
	message      say.Text
}

// Error is the French sentence; a resolver returns faults as errors.
func (f fault) Error() string { return f.message.String() }

// faultOf says what huma found wrong. huma's own words are English and are not
// repeated: the parameter's schema tells what is allowed.
func faultOf(op *huma.Operation, err error) fault {
	var ours fault
	if errors.As(err, &ours) {
		return ours
	}
	var detail *huma.ErrorDetail
	if !errors.As(err, &detail) {
		panic(fmt.Sprintf("api: huma reports a %T", err))
	}
	name := strings.TrimPrefix(detail.Location, "query.")
	if i := strings.LastIndexByte(name, '['); i > 0 && strings.HasSuffix(name, "]") {
		name = name[:i] // "publics[1]": the second of a list
	}
	return outside(parameter(op, name), fmt.Sprint(detail.Value))
}

// parameter finds an operation's query parameter, nil where there is none.
func parameter(op *huma.Operation, name string) *huma.Param {
	i := slices.IndexFunc(op.Parameters, func(p *huma.Param) bool { return p.In == "query" && p.Name == name })
	if i < 0 {
		return nil
	}
	return op.Parameters[i]
}

func unknownParameter(op *huma.Operation, name string) fault {
	allowed := parameterNames(op)
	return fault{param: name, allowed: allowed, message: say.T(
		"Le paramètre « %s » n'existe pas ici ; paramètres possibles : %s.",
		"There is no parameter \"%s\" here; possible parameters: %s.", name, strings.Join(allowed, ", "))}
}

func parameterNames(op *huma.Operation) []string {
	var names []string
	for _, p := range op.Parameters {
		if p.In == "query" {
			names = append(names, p.Name)
		}
	}
	return names
}

// outside says that a value is not one of those a parameter's schema allows.
func outside(p *huma.Param, value string) fault {
	schema := p.Schema
	if schema.Type == huma.TypeArray {
		schema = schema.Items
	}
	switch {
	case schema != p.Schema && schema.Type == huma.TypeNumber: // huma does not tell which of them it is
		return fault{param: p.Name, message: say.T(
			"Paramètre « %s » : donnez de 1 à %d valeurs, séparées par des virgules, chacune %s.",
			"Parameter \"%s\": give 1 to %d values, separated by commas, each %s.", p.Name, *p.Schema.MaxItems, wanted(schema))}
	case value == "":
		return missing(p.Name, wanted(schema))
	case isTyped(p):
		return notTyped(p.Name)
	case schema.Type == huma.TypeBoolean:
		return notAllowed(p.Name, value, []string{"true", "false"})
	case len(schema.Enum) > 0:
		allowed := make([]string, len(schema.Enum))
		for i, v := range schema.Enum {
			allowed[i] = fmt.Sprint(v)
		}
		return notAllowed(p.Name, value, allowed)
	default:
		return notWanted(p.Name, value, wanted(schema))
	}
}

// notAllowed says that a value is not in a vocabulary, and what is.
func notAllowed(param, value string, allowed []string) fault {
	if value == "" {
		return missing(param, say.T("une de ces valeurs : %s", "one of these values: %s", strings.Join(allowed, ", ")))
	}
	return fault{param, value, allowed, say.T(
		"Paramètre « %s » : « %s » n'est pas une valeur connue ; valeurs possibles : %s.",
		"Parameter \"%s\": \"%s\" is not a known value; possible values: %s.", param, value, strings.Join(allowed, ", "))}
}

func notWanted(param, value string, want say.Text) fault {
	return fault{param: param, value: value, message: say.T(
		"Paramètre « %s » : « %s » ne convient pas ; donnez %s.",
		"Parameter \"%s\": \"%s\" will not do; give %s.", param, value, want)}
}

func missing(param string, want say.Text) fault {
	return fault{param: param, message: say.T(
		"Il manque le paramètre « %s » ; donnez %s.", "Parameter \"%s\" is missing; give %s.", param, want)}
}

// wanted says what a schema allows.
func wanted(schema *huma.Schema) say.Text {
	switch {
	case schema.Type == huma.TypeInteger:
		return say.T("un nombre entier de %s à %s", "a whole number from %s to %s", bound(schema.Minimum), bound(schema.Maximum))
	case schema.Type == huma.TypeNumber:
		return say.T("un nombre de %s à %s", "a number from %s to %s", bound(schema.Minimum), bound(schema.Maximum))
	case schema.MaxLength != nil:
		return wantedTyped
	case schema.Pattern == territoryPattern:
		return say.T("un type de territoire et son code, comme departement:2A", "a kind of territory and its code, such as departement:2A")
	case schema.Pattern == structurePattern:
		return wantedStructure
	case schema.Pattern != "":
		return say.T("le code officiel d'une commune, comme 2B096", "a commune's official code, such as 2B096")
	default:
		return say.T("une valeur", "a value")
	}
}

// bound writes a schema's limit. Every number among our parameters has both.
func bound(limit *float64) string {
	if limit == nil {
		panic("api: a number parameter without limits")
	}
	return strconv.FormatFloat(*limit, 'f', -1, 64)
}
