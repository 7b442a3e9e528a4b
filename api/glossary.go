package api

import "maillage/say"

// aboutAPI opens the OpenAPI document.
var aboutAPI = say.T(
	"Maillage répond à deux questions : quelle structure qui me convient est ouverte quand j'y arrive, et combien de temps pour y aller ; qui vit trop loin de l'une d'elles. "+
		"Rien de ce que vous demandez n'est conservé. Les listes se répètent ou se séparent par des virgules ; un paramètre ou une valeur inconnus sont refusés (422) avec ce qui est possible. "+
		"Chaque réponse nomme ses sources, leurs licences et leurs millésimes.",
	"Maillage answers two questions: which structure that fits me is open when I get there, and how long it takes; who lives too far from one. "+
		"Nothing of what you ask is kept. Lists are repeated or separated by commas; an unknown parameter or value is refused (422) with what is possible. "+
		"Every answer names its sources, their licences and vintages.")

// summaries say what each operation answers.
var summaries = map[string]say.Text{
	"nearest":  say.T("Les structures les plus proches d'un lieu, en temps, ouvertes à l'arrivée", "The structures nearest to a place, in time, open on arrival"),
	"coverage": say.T("Combien de personnes vivent à moins d'un temps cible d'une structure, par territoire", "How many people live within a target time of a structure, by territory"),
	"gaps":     say.T("Les zones blanches : où vivent les personnes au-delà de la cible", "White zones: where the people beyond the target live"),
	"region":   say.T("Ce qui est chargé, et les valeurs que prennent les paramètres", "What is loaded, and the values that parameters take"),
	"healthz":  say.T("Le programme répond", "The program answers"),
	"readyz":   say.T("Une région est chargée (503 sinon)", "A region is loaded (503 otherwise)"),
}

// examples are values to begin with.
var examples = map[string]any{"at": "2026-11-25T14:00", "max_minutes": 45}

// parameters says what each parameter asks.
var parameters = map[string]say.Text{
	"lang": say.T("Langue de la réponse ; sinon celle d'Accept-Language, sinon le français", "Language of the answer; otherwise Accept-Language's, otherwise French"),
	"lat":  say.T("Latitude, degrés WGS 84", "Latitude, degrees WGS 84"),
	"lon":  say.T("Longitude, degrés WGS 84", "Longitude, degrees WGS 84"),
	"mode": say.T("Mode de déplacement ; par défaut le premier de la région", "Way of travelling; the region's first by default"),
	"at":   say.T("Instant : RFC 3339, ou sans décalage à l'heure de la région ; maintenant par défaut", "Instant: RFC 3339, or without an offset in the region's time; now by default"),
	"open": say.T(
		"arrival : ce qui est ouvert à votre arrivée d'abord, puis sur rendez-vous ou d'horaires inconnus, et ce qui ouvre ensuite ; any : quels que soient les horaires",
		"arrival: what is open when you get there first, then by appointment or with unknown hours, and what opens next; any: whatever the hours"),
	"stay":          say.T("Minutes pendant lesquelles le lieu doit rester ouvert après votre arrivée", "Minutes for which the place must stay open after you get there"),
	"level":         say.T("Niveau : 1 accueil et information, 2 conseil et accompagnement", "Level: 1 welcome and information, 2 advice and support"),
	"publics":       say.T("Publics accueillis (vocabulaire data.inclusion et nôtre)", "Audiences (data.inclusion's vocabulary and ours)"),
	"modes_accueil": say.T("Sur place ou à distance", "On site or remotely"),
	"accessible":    say.T("true : seulement les lieux que leur source dit accessibles en fauteuil roulant", "true: only places whose source says a wheelchair can enter"),
	"eligible": say.T("resident : seulement ce qui reçoit les habitants de la commune d'où l'on part ; any : tout, quelle que soit la zone d'éligibilité",
		"resident: only what receives the inhabitants of the commune one starts from; any: all, whatever its eligibility area"),
	"season":           say.T("winter : sans les rues fermées l'hiver", "winter: without the streets closed in winter"),
	"max_minutes":      say.T("Temps au-delà duquel un lieu n'est pas proposé ; 0 : aucun", "Time beyond which a place is not offered; 0: none"),
	"limit":            say.T("Nombre de structures au plus", "How many structures at most"),
	"f":                say.T("Forme de la réponse", "Form of the answer"),
	"target":           say.T("Temps cible, minutes : une personne exactement à la cible est dedans", "Target time, minutes: a person exactly at the target is within it"),
	"by":               say.T("Maille des territoires ; par défaut le département", "Kind of territories; the département by default"),
	"group":            say.T("Qui est compté", "Who is counted"),
	"reseaux_porteurs": say.T("Réseaux porteurs ; /api/v1/region les nomme", "Networks; /api/v1/region names them"),
	"If-None-Match":    say.T("ETag d'une réponse déjà reçue : 304 si elle vaut encore", "ETag of an answer already received: 304 if it still holds"),
}

// properties says what each property of an answer means, wherever it stands.
var properties = map[string]say.Text{
	"mode":          say.T("Mode de déplacement", "Way of travelling"),
	"at":            say.T("L'instant dont il s'agit, à l'heure de la région", "The instant it is about, in the region's time"),
	"lat":           say.T("Latitude, degrés WGS 84", "Latitude, degrees WGS 84"),
	"lon":           say.T("Longitude, degrés WGS 84", "Longitude, degrees WGS 84"),
	"target":        say.T("Temps cible, minutes", "Target time, minutes"),
	"by":            say.T("Maille des territoires", "Kind of territories"),
	"group":         say.T("Qui est compté", "Who is counted"),
	"level":         say.T("Niveau", "Level"),
	"publics":       say.T("Publics accueillis", "Audiences"),
	"modes_accueil": say.T("en-presentiel, a-distance", "en-presentiel (on site), a-distance (remotely)"),
	"accessible":    say.T("Accessible en fauteuil roulant ; nul si la source ne dit rien", "Enterable in a wheelchair; null where the source says nothing"),

	// places and times
	"origin":    say.T("D'où part le trajet", "Where the journey begins"),
	"snapped_m": say.T("Mètres du lieu demandé à la rue où le trajet commence ; absent à vol d'oiseau", "Metres from the place asked to the street where the journey begins; absent as the crow flies"),
	"street":    say.T("Nom de cette rue", "That street's name"),
	"far":       say.T("Le lieu demandé est loin de toute rue : la marche l'emporte", "The place asked is far from any street: the walk dominates"),
	"results":   say.T("Les structures qui conviennent, ouvertes à l'arrivée d'abord, puis la plus proche en temps", "The structures that fit, those open on arrival first, then the nearest in time"),
	"next": say.T("Les structures fermées à l'arrivée, ou aux horaires alors inconnus sans être parmi les résultats, qui reçoivent le plus tôt ; si une autre est ouverte, seulement celles qui reçoivent aussi tôt",
		"The structures closed on arrival, or with hours unknown then and not among the results, that receive one the earliest; where another is open, only those that receive one as early"),
	"remote":     say.T("Les structures qui ne conviennent qu'à distance : jamais comptées comme proches", "The structures that fit remotely only: never counted as near"),
	"rank":       say.T("Rang, à partir de 1", "Rank, from 1"),
	"minutes":    say.T("Temps de porte à porte, minutes, à une décimale", "Time from door to door, minutes, one decimal"),
	"distance_m": say.T("Mètres le long des rues, sans les marches de bout", "Metres along the streets, without the walks at both ends"),
	"state": say.T("État à l'arrivée (à distance : à l'instant demandé) : open, closed, by appointment, unknown ; closed aussi si le lieu ferme avant que stay soit passé",
		"State on arrival (remotely: at the instant asked about): open, closed, by appointment, unknown; closed too where it closes before stay is over"),
	"until": say.T("Heure de fermeture, avec sa date si ce n'est pas le jour demandé ; d'un lieu dit closed, il ferme trop tôt",
		"When it closes, with the date if it is not the day asked about; of a place said to be closed, it closes too soon"),
	"opens": say.T("Prochain instant où l'on est reçu, s'il est connu d'ici 14 jours ; absent si le lieu est ouvert ou sur rendez-vous, ou si l'heure n'est pas connue",
		"The next instant one is received, where it is known within 14 days; absent if the place is open or by appointment, or if the hour is not known"),
	"opens_on": say.T("Jour où l'on est reçu ensuite ; seul, il dit que la source ne donne pas d'heure (« le lundi sur rendez-vous »)",
		"The day one is received next; alone, it says that the source gives no hour (\"by appointment on Mondays\")"),
	"then":      say.T("État alors : open, by appointment", "State then: open, by appointment"),
	"leave":     say.T("Dernière minute pour partir et arriver à l'ouverture", "The last minute to set out and be there when it opens"),
	"reason":    say.T("Ce que la source dit de cet état, dans ses mots ; où elle n'en dit rien, pourquoi il n'est pas connu", "What the source says of this state, in its own words; where it says nothing, why it is not known"),
	"why":       say.T("La place dans la liste, expliquée", "The place in the list, explained"),
	"position":  say.T("Position et précision", "Position and precision"),
	"precision": say.T("house, street, locality, commune ou unknown", "house, street, locality, commune or unknown"),
	"bounds":    say.T("Ouest, sud, est, nord ; degrés", "West, south, east, north; degrees"),
	"time_zone": say.T("Fuseau horaire IANA", "IANA time zone"),

	// structures and services
	"structure":        say.T("La structure", "The structure"),
	"services":         say.T("Ses services qui répondent à tous les critères à la fois", "Those of its services that meet all criteria at once"),
	"id":               say.T("Identifiant stable d'une construction à l'autre", "Id, stable from one build to the next"),
	"nom":              say.T("Nom", "Name"),
	"commune":          say.T("Commune", "Commune"),
	"code_insee":       say.T("Code officiel de la commune", "The commune's official code"),
	"adresse":          say.T("Adresse, comme la source l'écrit", "Address, as the source writes it"),
	"code_postal":      say.T("Code postal", "Postal code"),
	"telephone":        say.T("Téléphone", "Telephone"),
	"courriel":         say.T("Courriel", "Email"),
	"site_web":         say.T("Site web", "Website"),
	"reseaux_porteurs": say.T("Réseaux porteurs", "Networks the structure belongs to"),
	"parent":           say.T("Identifiant de la structure qui tient cette permanence", "Id of the structure that holds this one"),
	"provenance":       say.T("Les enregistrements dont la structure est issue", "The records the structure was read from"),
	"niveau":           say.T("Niveau : 1 accueil et information, 2 conseil et accompagnement ; absent si inconnu", "Level: 1 welcome and information, 2 advice and support; absent if unknown"),
	"horaires_accueil": say.T("Horaires, à la syntaxe opening_hours d'OpenStreetMap ; absent si rien n'est certain", "Opening hours, in OpenStreetMap's opening_hours syntax; absent where nothing is certain"),
	"horaires_texte":   say.T("Horaires, mot pour mot comme la source les écrit, si ce n'est pas cette syntaxe", "Opening hours, word for word as the source writes them, where that is not this syntax"),
	"sur_rendez_vous":  say.T("Reçoit seulement sur rendez-vous", "Receives by appointment only"),
	"zone_eligibilite": say.T("Codes des territoires dont les habitants peuvent être reçus ; absent : tous", "Codes of the territories whose inhabitants may be received; absent: all"),

	// tables
	"fictional":         say.T("La région n'existe pas : démonstration", "The region does not exist: a demonstration"),
	"figures":           say.T("Ce que compte chaque colonne : unité, source, millésime", "What each column counts: unit, source, vintage"),
	"property":          say.T("La propriété dont il s'agit", "The property it is about"),
	"label":             say.T("En toutes lettres", "In words"),
	"unit":              say.T("Unité", "Unit"),
	"rows":              say.T("Un territoire par ligne", "A territory a row"),
	"total":             say.T("L'ensemble", "Everything together"),
	"people":            say.T("Population du groupe compté", "People of the group that is counted"),
	"covered":           say.T("Ceux qui vivent dans la cible", "Those who live within the target"),
	"uncovered":         say.T("Ceux qui vivent au-delà ; covered + uncovered = people", "Those who live beyond it; covered + uncovered = people"),
	"unreachable":       say.T("Ceux qu'aucune rue ne mène à un lieu qui convient ; ils sont au-delà de la cible", "Those whom no street leads to a place that fits; they are beyond the target"),
	"covered_share":     say.T("covered ÷ people, de 0 à 1 ; nul sans personne", "covered ÷ people, 0 to 1; null without people"),
	"estimated_share":   say.T("Part de la population que la source elle-même a estimée", "Share of the people that the source itself estimated"),
	"mean_minutes":      say.T("Temps moyen de ceux qui peuvent arriver, minutes ; nul sans personne", "Mean time of those who can arrive, minutes; null without people"),
	"median_minutes":    say.T("Temps médian, minutes ; nul si la moitié n'a aucun accès", "Median time, minutes; null if half have no access"),
	"p90_minutes":       say.T("Temps que neuf personnes sur dix ne dépassent pas, minutes ; nul si plus d'une sur dix n'a aucun accès", "Time that nine people in ten do not exceed, minutes; null if more than one in ten have no access"),
	"census":            say.T("Population du recensement : une autre source que la grille, les deux diffèrent", "Census population: another source than the grid's, the two differ"),
	"zones":             say.T("Les zones blanches, la plus peuplée d'abord", "The white zones, the most people first"),
	"cells":             say.T("Nombre de carreaux", "How many cells"),
	"worst_gap_minutes": say.T("Plus grand écart à la cible, minutes ; nul si aucun lieu n'est joignable", "Largest gap to the target, minutes; null when no place can be reached"),
	"worst_place":       say.T("Où est ce plus grand écart", "Where that largest gap is"),
	"nearest":           say.T("La structure la plus proche depuis ce point", "The nearest structure from there"),
	"communes":          say.T("Ses communes, la plus peuplée d'abord", "Its communes, the most people first"),

	// what is loaded
	"name":        say.T("Nom", "Name"),
	"code":        say.T("Code", "Code"),
	"fingerprint": say.T("Empreinte de la région : elle change quand les réponses peuvent changer", "The region's fingerprint: it changes when answers may"),
	"version":     say.T("Version du programme", "The program's version"),
	"counts":      say.T("Ce qui est chargé, compté", "What is loaded, counted"),
	"sites":       say.T("Nombre de lieux", "How many sites"),
	"structures":  say.T("Nombre de structures", "How many structures"),
	"defects":     say.T("Défauts des sources, par sorte", "Defects of the sources, by kind"),
	"modes":       say.T("Modes de déplacement, celui par défaut d'abord", "Ways of travelling, the default first"),
	"levels":      say.T("Les deux niveaux", "The two levels"),
	"territories": say.T("Les mailles du territoire", "The kinds of territory"),
	"kind":        say.T("Maille", "Kind"),
	"count":       say.T("Nombre", "How many"),
	"groups":      say.T("Qui peut être compté", "Who can be counted"),
	"warnings":    say.T("Ce qu'il faut savoir avant de s'y fier", "What to know before relying on it"),
	"sources":     say.T("Les sources, leurs licences et leurs millésimes", "The sources, their licences and vintages"),
	"source":      say.T("Identifiant de la source", "The source's id"),
	"holder":      say.T("Qui publie", "Who publishes"),
	"licence":     say.T("Licence", "Licence"),
	"vintage":     say.T("Millésime", "Vintage"),
	"url":         say.T("Adresse de la source", "The source's address"),

	// problems (RFC 9457)
	"type":     say.T("Sorte de problème", "Type of problem"),
	"title":    say.T("Le problème en quelques mots", "The problem in a few words"),
	"status":   say.T("Statut", "Status"),
	"detail":   say.T("Ce qui ne va pas et que faire, en une phrase", "What is wrong and what to do, in a sentence"),
	"errors":   say.T("Les paramètres à corriger", "The parameters to correct"),
	"location": say.T("Le paramètre : query.mode", "The parameter: query.mode"),
	"value":    say.T("La valeur donnée", "The value given"),
	"allowed":  say.T("Les valeurs possibles", "The possible values"),
	"message":  say.T("Ce qui ne va pas", "What is wrong"),
}
