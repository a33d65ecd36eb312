//! What holidays are called, in English, French and the languages of their places. A table.

use super::Names;

pub(super) const NEW_YEAR: Names = &[
    ("en", "New Year’s Day"),
    ("fr", "Jour de l’an"),
    ("de", "Neujahr"),
    ("nl", "Nieuwjaarsdag"),
    ("es", "Año Nuevo"),
    ("it", "Capodanno"),
    ("pt", "Ano Novo"),
    ("ar", "رأس السنة الميلادية"),
];
pub(super) const EPIPHANY: Names = &[("en", "Epiphany"), ("fr", "Épiphanie"), ("es", "Epifanía del Señor"), ("it", "Epifania")];
pub(super) const GOOD_FRIDAY: Names = &[
    ("en", "Good Friday"),
    ("fr", "Vendredi saint"),
    ("de", "Karfreitag"),
    ("es", "Viernes Santo"),
    ("pt", "Sexta-Feira Santa"),
];
pub(super) const EASTER: Names =
    &[("en", "Easter Sunday"), ("fr", "Pâques"), ("nl", "Eerste paasdag"), ("it", "Pasqua"), ("pt", "Páscoa")];
pub(super) const EASTER_MONDAY: Names = &[
    ("en", "Easter Monday"),
    ("fr", "Lundi de Pâques"),
    ("de", "Ostermontag"),
    ("nl", "Tweede paasdag"),
    ("it", "Lunedì dell’Angelo"),
];
pub(super) const LABOUR_DAY: Names = &[
    ("en", "Labour Day"),
    ("fr", "Fête du Travail"),
    ("de", "Tag der Arbeit"),
    ("nl", "Dag van de Arbeid"),
    ("es", "Fiesta del Trabajo"),
    ("it", "Festa del lavoro"),
    ("pt", "Dia do Trabalhador"),
    ("ar", "عيد الشغل"),
];
pub(super) const VICTORY_1945: Names = &[("en", "Victory in Europe Day"), ("fr", "Victoire de 1945")];
pub(super) const EUROPE_DAY: Names = &[("en", "Europe Day"), ("fr", "Journée de l’Europe"), ("de", "Europatag")];
pub(super) const ASCENSION: Names = &[
    ("en", "Ascension Day"),
    ("fr", "Ascension"),
    ("de", "Christi Himmelfahrt"),
    ("nl", "Hemelvaartsdag"),
    ("it", "Ascensione"),
];
pub(super) const WHIT_SUNDAY: Names = &[("en", "Whit Sunday"), ("fr", "Pentecôte"), ("nl", "Eerste pinksterdag")];
pub(super) const WHIT_MONDAY: Names =
    &[("en", "Whit Monday"), ("fr", "Lundi de Pentecôte"), ("de", "Pfingstmontag"), ("nl", "Tweede pinksterdag")];
pub(super) const CORPUS_CHRISTI: Names = &[("en", "Corpus Christi"), ("fr", "Fête-Dieu"), ("pt", "Corpo de Deus")];
pub(super) const ASSUMPTION: Names = &[
    ("en", "Assumption"),
    ("fr", "Assomption"),
    ("de", "Mariä Himmelfahrt"),
    ("nl", "Onze-Lieve-Vrouw-Hemelvaart"),
    ("es", "Asunción de la Virgen"),
    ("it", "Assunzione di Maria"),
    ("pt", "Assunção de Nossa Senhora"),
];
pub(super) const ALL_SAINTS: Names = &[
    ("en", "All Saints’ Day"),
    ("fr", "Toussaint"),
    ("de", "Allerheiligen"),
    ("nl", "Allerheiligen"),
    ("es", "Todos los Santos"),
    ("it", "Ognissanti"),
    ("pt", "Todos os Santos"),
];
pub(super) const ARMISTICE: Names =
    &[("en", "Armistice Day"), ("fr", "Armistice de 1918"), ("de", "Waffenstillstand"), ("nl", "Wapenstilstand")];
pub(super) const IMMACULATE: Names = &[
    ("en", "Immaculate Conception"),
    ("fr", "Immaculée Conception"),
    ("es", "Inmaculada Concepción"),
    ("it", "Immacolata Concezione"),
    ("pt", "Imaculada Conceição"),
];
pub(super) const CHRISTMAS: Names = &[
    ("en", "Christmas Day"),
    ("fr", "Noël"),
    ("de", "Weihnachten"),
    ("nl", "Kerstmis"),
    ("es", "Navidad"),
    ("it", "Natale"),
    ("pt", "Natal"),
];
pub(super) const SECOND_CHRISTMAS: Names =
    &[("en", "Second Day of Christmas"), ("fr", "Lendemain de Noël"), ("de", "Zweiter Weihnachtstag"), ("nl", "Tweede kerstdag")];
pub(super) const SAINT_STEPHEN: Names =
    &[("en", "St Stephen’s Day"), ("fr", "Saint-Étienne"), ("de", "Stephanstag"), ("it", "Santo Stefano")];
pub(super) const BOXING_DAY: Names = &[("en", "Boxing Day"), ("fr", "Lendemain de Noël")];
pub(super) const BASTILLE: Names = &[("en", "Bastille Day"), ("fr", "Fête nationale")];
pub(super) const BELGIUM: Names =
    &[("en", "Belgian National Day"), ("fr", "Fête nationale"), ("nl", "Nationale feestdag"), ("de", "Nationalfeiertag")];
pub(super) const SWITZERLAND: Names =
    &[("en", "Swiss National Day"), ("fr", "Fête nationale"), ("de", "Bundesfeier"), ("it", "Festa nazionale")];
pub(super) const LUXEMBOURG: Names = &[("en", "National Day"), ("fr", "Fête nationale"), ("de", "Nationalfeiertag")];
pub(super) const VICTORIA: Names = &[("en", "Victoria Day"), ("fr", "Fête de Victoria")];
pub(super) const CANADA: Names = &[("en", "Canada Day"), ("fr", "Fête du Canada")];
pub(super) const RECONCILIATION: Names =
    &[("en", "National Day for Truth and Reconciliation"), ("fr", "Journée nationale de la vérité et de la réconciliation")];
pub(super) const THANKSGIVING_CANADA: Names = &[("en", "Thanksgiving"), ("fr", "Action de grâce")];
pub(super) const REMEMBRANCE: Names = &[("en", "Remembrance Day"), ("fr", "Jour du Souvenir")];
pub(super) const KING: Names = &[("en", "Martin Luther King Jr. Day"), ("fr", "Journée de Martin Luther King")];
pub(super) const WASHINGTON: Names = &[("en", "Washington’s Birthday"), ("fr", "Anniversaire de Washington")];
pub(super) const MEMORIAL: Names = &[("en", "Memorial Day"), ("fr", "Jour du Souvenir (Memorial Day)")];
pub(super) const JUNETEENTH: Names = &[("en", "Juneteenth National Independence Day"), ("fr", "Juneteenth, fin de l’esclavage")];
pub(super) const INDEPENDENCE_US: Names = &[("en", "Independence Day"), ("fr", "Jour de l’Indépendance")];
pub(super) const LABOR_US: Names = &[("en", "Labor Day"), ("fr", "Fête du Travail (Labor Day)")];
pub(super) const COLUMBUS: Names = &[("en", "Columbus Day"), ("fr", "Jour de Christophe Colomb")];
pub(super) const VETERANS: Names = &[("en", "Veterans Day"), ("fr", "Journée des anciens combattants")];
pub(super) const THANKSGIVING_US: Names = &[("en", "Thanksgiving Day"), ("fr", "Thanksgiving")];
pub(super) const EARLY_MAY: Names = &[("en", "Early May bank holiday"), ("fr", "Jour férié du début de mai")];
pub(super) const SPRING_BANK: Names = &[("en", "Spring bank holiday"), ("fr", "Jour férié de printemps")];
pub(super) const SUMMER_BANK: Names = &[("en", "Summer bank holiday"), ("fr", "Jour férié d’été")];
pub(super) const GERMAN_UNITY: Names =
    &[("en", "Day of German Unity"), ("fr", "Jour de l’Unité allemande"), ("de", "Tag der Deutschen Einheit")];
pub(super) const HISPANIC: Names =
    &[("en", "National Day of Spain"), ("fr", "Fête nationale de l’Espagne"), ("es", "Fiesta Nacional de España")];
pub(super) const SPANISH_CONSTITUTION: Names =
    &[("en", "Constitution Day"), ("fr", "Jour de la Constitution"), ("es", "Día de la Constitución Española")];
pub(super) const LIBERATION_ITALY: Names =
    &[("en", "Liberation Day"), ("fr", "Fête de la Libération"), ("it", "Festa della Liberazione")];
pub(super) const REPUBLIC_ITALY: Names =
    &[("en", "Republic Day"), ("fr", "Fête de la République"), ("it", "Festa della Repubblica")];
pub(super) const SAINT_FRANCIS: Names =
    &[("en", "St Francis of Assisi"), ("fr", "Saint François d’Assise"), ("it", "San Francesco d’Assisi")];
pub(super) const FREEDOM_PORTUGAL: Names = &[("en", "Freedom Day"), ("fr", "Jour de la Liberté"), ("pt", "Dia da Liberdade")];
pub(super) const PORTUGAL: Names =
    &[("en", "Portugal Day"), ("fr", "Jour du Portugal"), ("pt", "Dia de Portugal, de Camões e das Comunidades Portuguesas")];
pub(super) const REPUBLIC_PORTUGAL: Names =
    &[("en", "Republic Day"), ("fr", "Jour de la République"), ("pt", "Implantação da República")];
pub(super) const INDEPENDENCE_PORTUGAL: Names =
    &[("en", "Restoration of Independence"), ("fr", "Restauration de l’Indépendance"), ("pt", "Restauração da Independência")];
pub(super) const KINGS_DAY: Names = &[("en", "King’s Day"), ("fr", "Fête du Roi"), ("nl", "Koningsdag")];
pub(super) const LIBERATION_NETHERLANDS: Names =
    &[("en", "Liberation Day"), ("fr", "Jour de la Libération"), ("nl", "Bevrijdingsdag")];
pub(super) const SAINT_BRIGID: Names = &[("en", "St Brigid’s Day"), ("fr", "Sainte-Brigitte")];
pub(super) const SAINT_PATRICK: Names = &[("en", "St Patrick’s Day"), ("fr", "Saint-Patrick")];
pub(super) const MAY_IRELAND: Names = &[("en", "May holiday"), ("fr", "Jour férié de mai")];
pub(super) const JUNE_IRELAND: Names = &[("en", "June holiday"), ("fr", "Jour férié de juin")];
pub(super) const AUGUST_IRELAND: Names = &[("en", "August holiday"), ("fr", "Jour férié d’août")];
pub(super) const OCTOBER_IRELAND: Names = &[("en", "October holiday"), ("fr", "Jour férié d’octobre")];
pub(super) const MANIFESTO: Names = &[
    ("en", "Anniversary of the Independence Manifesto"),
    ("fr", "Manifeste de l’indépendance"),
    ("ar", "ذكرى تقديم وثيقة الاستقلال"),
];
pub(super) const AMAZIGH: Names = &[("en", "Amazigh New Year"), ("fr", "Nouvel An amazigh"), ("ar", "رأس السنة الأمازيغية")];
pub(super) const THRONE: Names = &[("en", "Throne Day"), ("fr", "Fête du Trône"), ("ar", "عيد العرش")];
pub(super) const OUED_ED_DAHAB: Names =
    &[("en", "Oued Ed-Dahab Day"), ("fr", "Récupération de Oued Ed-Dahab"), ("ar", "ذكرى استرجاع إقليم وادي الذهب")];
pub(super) const REVOLUTION: Names = &[
    ("en", "Revolution of the King and the People"),
    ("fr", "Révolution du Roi et du Peuple"),
    ("ar", "ذكرى ثورة الملك والشعب"),
];
pub(super) const YOUTH: Names = &[("en", "Youth Day"), ("fr", "Fête de la Jeunesse"), ("ar", "عيد الشباب")];
pub(super) const UNITY: Names = &[("en", "Unity Day"), ("fr", "Fête de l’Unité"), ("ar", "عيد الوحدة")];
pub(super) const GREEN_MARCH: Names = &[("en", "Green March Day"), ("fr", "Marche verte"), ("ar", "ذكرى المسيرة الخضراء")];
pub(super) const INDEPENDENCE_MOROCCO: Names =
    &[("en", "Independence Day"), ("fr", "Fête de l’Indépendance"), ("ar", "عيد الاستقلال")];
