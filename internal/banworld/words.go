package banworld

// The words names are made of: our own lists. Invented roots make as many
// different words as a real region has, which is what a dictionary must bear.
var (
	heads = []string{"Am", "An", "Ar", "Bar", "Bel", "Ber", "Bois", "Bour", "Bran", "Cal", "Can", "Cha", "Char", "Cor", "Cou", "Dam", "Do",
		"Es", "Fa", "Fer", "Fon", "Ga", "Gran", "Gri", "Her", "Is", "Ja", "La", "Lan", "Lor", "Mar", "Mé", "Mon", "Mor", "Nan", "O", "Or", "Pa",
		"Pey", "Pier", "Pon", "Ran", "Ri", "Ro", "Sa", "Sau", "Ser", "Tal", "Ter", "Tour", "Va", "Ver", "Vi", "Vil", "Ys"}
	middles = []string{"", "", "", "a", "be", "bou", "cé", "che", "da", "di", "fi", "ge", "gna", "la", "le", "li", "ma", "mi", "na", "né", "ni",
		"pe", "ra", "ri", "ro", "sa", "sé", "ta", "ti", "ve", "vi", "zo"}
	tails = []string{"ac", "ais", "al", "ans", "ard", "at", "ay", "bert", "ceau", "champ", "court", "dières", "don", "elle", "ères", "euil", "fort",
		"gnac", "goux", "gues", "guier", "homme", "ier", "ieux", "igny", "ines", "lat", "les", "lins", "lon", "mont", "nas", "née", "net", "nières",
		"olles", "on", "ot", "oux", "peyre", "puy", "rac", "reuil", "rey", "roux", "sac", "sin", "tier", "vaud", "velle", "vers", "ville", "vy", "zac"}

	saints = []string{"Julien", "Martin", "Jean", "Pierre", "André", "Étienne", "Laurent", "Germain", "Michel", "Georges", "Maurice", "Paul", "Romain",
		"Florent", "Nizier", "Bonnet", "Genès", "Symphorien", "Christophe", "Didier", "Vincent", "Cyr"}
	saintes = []string{"Marie", "Foy", "Agathe", "Colombe", "Lucie", "Euphémie"}
	rivers  = []string{"Ance", "Arve", "Bourbre", "Dore", "Galaure", "Isère", "Loire", "Rhône", "Saône", "Usses", "Veyle", "Tavignano"}
	lands   = []string{"Beauvoir", "Bresse", "Diois", "Forez", "Jarez", "Montagne", "Royans", "Vercors"}

	// Kinds of streets, with how many in a hundred names have each.
	kinds = []weighted{{"Rue", 41}, {"Chemin", 17}, {"Route", 10}, {"Impasse", 11}, {"Allée", 6}, {"Place", 4}, {"Avenue", 4}, {"Lotissement", 2},
		{"Boulevard", 1}, {"Montée", 1}, {"Ruelle", 1}, {"Passage", 1}, {"Quai", 1}, {"Square", 1}, {"Résidence", 1}, {"Cours", 1}, {"Faubourg", 1}, {"Hameau", 1}}

	common = []string{"de l'Église", "de la Mairie", "des Écoles", "de la Gare", "du Stade", "de la Poste", "du Moulin", "de la Fontaine", "du Château",
		"des Vignes", "du Lavoir", "des Lilas", "des Tilleuls", "de la Croix", "du Cimetière", "de la République", "de la Liberté", "du Marché", "des Acacias",
		"des Jardins", "du Puits", "du Four", "des Cerisiers", "des Prés", "de la Plaine", "de la Forêt", "du Bois", "de la Chapelle", "du Pont", "de la Côte",
		"des Roses", "des Noyers", "du Ruisseau", "de la Paix", "du Pré Fleuri", "de Bellevue", "de Beausoleil", "de l'Industrie", "de l'Europe", "des Alpes",
		"du Bourg", "du Soleil Levant", "de la Tour", "de l'Hôpital", "des Remparts", "des Tanneurs", "des Sources", "de l'Étang", "des Peupliers", "du Clos",
		"de la Combe", "des Champs", "des Pins", "des Genêts", "de l'Ancienne Gare", "du Vieux Bourg", "de la Grande Vigne", "des Quatre Vents", "de la Petite Prairie"}
	dates = []string{"du 8 Mai 1945", "du 11 Novembre 1918", "du 19 Mars 1962", "du 14 Juillet", "du 4 Septembre", "de la 2e Division Blindée"}
	noted = []string{"Victor Hugo", "Jean Jaurès", "Jean Moulin", "du Général de Gaulle", "du Général Leclerc", "du Maréchal Foch", "Pasteur", "Voltaire",
		"Émile Zola", "Aristide Briand", "Jules Ferry", "Gambetta", "Marie Curie", "Pierre Mendès-France", "Georges Clemenceau", "Louis Pergaud",
		"du Docteur Roux", "du Président Wilson", "Antoine de Saint-Exupéry", "Jeanne d'Arc", "Lamartine", "Simone Veil", "Pierre Sémard", "Paoli"}
	forenames = []string{"Anne", "Auguste", "Claude", "Édouard", "Émile", "François", "Gabriel", "Henri", "Hélène", "Jacques", "Jean-Baptiste", "Jeanne",
		"Joseph", "Louise", "Lucien", "Marcel", "Marguerite", "Paul", "Raymond", "René", "Suzanne", "Yvonne"}
	titles   = []string{"du Docteur", "du Capitaine", "de l'Abbé", "du Colonel", "du Professeur"}
	hamlets  = []string{"Le Bourg", "La Grange", "Les Granges", "Le Moulin", "La Combe", "Le Plan", "Les Vernes", "La Croix", "Le Mas", "Les Combes", "Le Serre", "Les Clos", "Le Château"}
	articles = []string{"Le ", "La ", "Les ", "", "Champ ", "Mas de ", "Combe "}
	corners  = []string{"Haut", "Bas", "Nord", "Sud", "Vieux", "Neuf"}
)

// weighted is a word and how often it is drawn.
type weighted struct {
	word   string
	weight int
}

// departements are those a world is spread over, in this order.
var departements = []struct{ code, name string }{
	{"2B", "Haute-Corse"}, {"69", "Rhône"}, {"2A", "Corse-du-Sud"}, {"38", "Isère"}, {"07", "Ardèche"}, {"63", "Puy-de-Dôme"},
	{"01", "Ain"}, {"73", "Savoie"}, {"42", "Loire"}, {"26", "Drôme"}, {"43", "Haute-Loire"}, {"15", "Cantal"},
}
