package demo

// The words names are made of. Stems are invented; with their endings they
// sound of the country and, as far as we know, name no place in it.
var (
	stems = []string{"Ambrel", "Ancorv", "Bardouv", "Belgouz", "Bruscal", "Calvouz", "Cervouil", "Chantorv", "Corbrel",
		"Dourvel", "Entrorv", "Escarvel", "Falgouz", "Ferrouv", "Gardouz", "Grimorv", "Issorv", "Jandrel",
		"Labrouz", "Lanvorel", "Lestruv", "Malgouv", "Mardrel", "Mervouz", "Montorv", "Nardouz", "Ondrel", "Orgouv",
		"Pardrel", "Peyrouz", "Quintrel", "Rochorv", "Sardouv", "Serrouz", "Taldrel", "Ustrel", "Valdrouz",
		"Vernouv", "Vignorv", "Yzorel", "Zarvel"}
	endings = []string{"ac", "ans", "as", "ange", "euil", "ets", "iers", "ine", "ole", "on", "oux", "y", "ens", "ade"}
	saints  = []string{"Orvain", "Maldrin", "Ervold", "Taubrice", "Gervane", "Ostrin", "Cléorin", "Valdric", "Ambrogne",
		"Sylvorin", "Fulgrin", "Adelvin", "Brandéol", "Isarnin", "Eutraude", "Mélorin",
		"Orbrin", "Tancrion", "Vigorin", "Amelvine", "Corentrin", "Ludrin"}
	streams = []string{"Arvenne", "Lissole", "Vardouse", "Orsenne", "Brézole", "Tarvise", "Mourzelle", "Oudrine"}

	quarters = []string{"les Granges", "le Bois-Rond", "la Combe", "le Moulin", "les Vignes", "la Croix", "le Pré-Long",
		"les Terrasses", "la Fontaine", "le Mas-Vieux", "les Clos", "la Borie", "le Plan", "les Essarts", "la Bergerie",
		"le Verger", "les Aires", "la Rivière", "le Clot", "la Tuilerie", "les Fours", "le Buisson", "la Châtaigneraie",
		"les Bordes", "la Ribe", "le Hameau-Neuf", "le Serre", "la Plaine", "les Chênes", "le Cros"}

	trades = []string{"des Tanneurs", "du Four", "de la Poste", "des Écoles", "de la Mairie", "de l'Église", "du Lavoir",
		"des Remparts", "de la Halle", "des Tisserands", "du Marché", "de la Fontaine", "des Jardins", "du Puits",
		"des Potiers", "du Moulin", "de la Gare", "des Lilas", "des Acacias", "du Stade", "des Vergers", "du Lavandin",
		"de la Forge", "des Cordiers", "des Tilleuls", "de la Colline", "du Levant", "du Couchant", "des Cigales",
		"des Genêts", "de la Source", "des Amandiers", "du Pressoir", "de l'Horloge", "des Meuniers", "du Vieux-Pont",
		"des Mûriers", "de la Liberté", "de la République", "du Belvédère", "des Hirondelles", "des Charpentiers",
		"de la Citadelle", "des Pêcheurs", "du Port", "des Cerisiers", "du Clos", "de la Paix", "des Alouettes",
		"du Ruisseau", "de la Treille", "des Orfèvres", "du Beffroi", "des Sources", "des Érables", "du Chêne-Vert"}
	firstNames = []string{"Élise", "Augustin", "Marthe", "Léonce", "Jeanne", "Théophile", "Rosalie", "Anselme", "Clémence", "Baptiste"}
	surnames   = []string{"Marvand", "Coursol", "Abeilhou", "Vestrac", "Lombrel", "Tardiveau", "Roumègue", "Castelvin", "Dourlens-Petit", "Farjane"}
)
