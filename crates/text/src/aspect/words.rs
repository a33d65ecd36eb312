//! The words that name an aspect, small letters without accents: `word+` with its regular endings, `two_words` together.

use super::Aspect;

/// English.
pub(super) const ENGLISH: &[(Aspect, &str)] = &[
    (
        Aspect::Price,
        "price+ priced pricing cost+ costing expensive cheap cheaper cheapest overpriced affordable fee+ tariff+ discount+ promo+ promotion+ deal deals value bargain+ rate_hike value_for worth_it money subscription_price",
    ),
    (
        Aspect::Delivery,
        "delivery deliveries deliver delivers delivered delivering shipping shipment+ ship shipped ships courier+ parcel+ package+ driver+ tracking track_number dispatch dispatched postage delivery_man carrier+ hermes fedex ups dhl arrived_late luggage baggage",
    ),
    (
        Aspect::Quality,
        "quality durability durable sturdy solid flimsy fragile broke breaks broken broken_after fell_apart material+ finish workmanship craftsmanship reliability reliable unreliable defect+ defective faulty build_quality lasts lasted wear_out cracked scratch+ scratched well_made",
    ),
    (
        Aspect::Service,
        "service+ staff employee+ agent+ advisor+ adviser+ assistant+ waiter+ waitress+ cashier+ receptionist+ clerk+ salesperson salesman support helpdesk help_desk customer_service customer_care customer_support hotline team manager_in representative+ reps rep seller+ vendor+ welcome+ hospitality crew rude helpful unhelpful friendly professional unprofessional",
    ),
    (
        Aspect::Product,
        "product+ model+ device+ phone+ laptop+ headphones headset+ camera+ battery batteries screen+ charger+ shoe+ dress dresses shirt+ jacket+ bag+ machine+ vacuum+ car+ bike+ tv television+ speaker+ keyboard+ mouse tablet+ watch watches cream+ shampoo+ perfume+ sofa+ mattress mattresses toy+ game+ book+ range collection+ size+ sizing sound zip engine brake+",
    ),
    (
        Aspect::App,
        "app apps application+ website+ site+ web_site webpage+ page+ interface software update+ version+ login log_in password+ account+ button+ menu_bar checkout bug+ crash crashes crashed crashing loading feature+ notification+ dark_mode online_shop server+ wifi connection network signal android ios",
    ),
    (
        Aspect::AfterSales,
        "refund+ refunded reimbursement reimbursed return+ returned exchange+ exchanged warranty warranties guarantee+ repair+ repaired replacement+ replaced after_sales aftersales claim+ complaint_department compensation spare_part spare_parts",
    ),
    (
        Aspect::Payment,
        "payment+ pay paid paying card+ credit_card paypal invoice+ bill bills billing billed charged charge_twice bank_transfer debit debited installments instalments gift_card voucher+ apple_pay",
    ),
    (
        Aspect::Place,
        "store+ shop+ restaurant+ hotel+ room+ location+ parking atmosphere ambiance ambience decor branch branches outlet+ bathroom+ toilet+ lobby terrace+ seat+ seating cleanliness clean dirty noisy crowded",
    ),
    (
        Aspect::Food,
        "food meal+ dish dishes pizza+ burger+ coffee+ tea taste+ tasty flavour+ flavor+ delicious dessert+ breakfast+ lunch dinner+ menu+ drink+ wine+ beer+ recipe+ portion+ ingredient+ sauce+ fries salad+ bread cake+ sandwich sandwiches chicken",
    ),
    (
        Aspect::Packaging,
        "packaging packed wrapping wrapped box boxes carton+ bottle+ lid+ label+ plastic_wrap bubble_wrap envelope+",
    ),
    (
        Aspect::Looks,
        "design+ style+ stylish colour+ color+ look looks looking_good beautiful ugly elegant shape+ logo+ fashion pattern+ fit fits",
    ),
    (
        Aspect::Safety,
        "safety safe unsafe dangerous danger hazard+ privacy data personal_data leak leaked breach hacked security fire smoke allergy allergic poisoning toxic injury injuries injured recall recalled",
    ),
    (
        Aspect::Advertising,
        "ad ads advert+ advertisement+ advertising commercial+ campaign+ marketing sponsor+ sponsored influencer+ slogan+ newsletter+ spam_mail publicity",
    ),
    (
        Aspect::Waiting,
        "wait waiting waited queue+ queuing line_was hold on_hold opening_hours opening_times hours_wait delay+ delayed late slow_service response_time",
    ),
];

/// French.
pub(super) const FRENCH: &[(Aspect, &str)] = &[
    (
        Aspect::Price,
        "prix tarif+ tarification cout+ coute coutent cher+ chere+ cheres onereux onereuse hors_prix promo+ promotion+ remise+ reduction+ solde+ rabais rapport_qualite bon_plan abordable+ economique+ frais surtaxe hausse augmentation+ pouvoir_achat pas_cher",
    ),
    (
        Aspect::Delivery,
        "livraison+ livre_en livrer livree+ livres_en livreur+ livreuse+ colis expedition+ expedie+ expediee+ envoi+ acheminement transporteur+ transport suivi chronopost colissimo mondial_relay point_relais delai+ facteur coursier+ reception bagage+ valise+",
    ),
    (
        Aspect::Quality,
        "qualite+ solide+ solidite fragile+ robuste+ robustesse durable+ durabilite fiable+ fiabilite finition+ matiere+ materiau+ materiaux casse cassee+ casse_au defaut+ defectueux defectueuse+ camelote mediocre+ tient_pas abime abimee+ raye rayee usure",
    ),
    (
        Aspect::Service,
        "service+ personnel employe+ employee+ vendeur+ vendeuse+ serveur+ serveuse+ caissier+ caissiere+ conseiller+ conseillere+ agent+ equipe+ accueil accueillant+ service_client support hotline standard_telephonique technicien+ gerant+ receptionniste+ sav_injoignable amabilite aimable+ impoli+ desagreable+ competent+ incompetent+ professionnel+ professionnalisme hotesse+ steward+ interlocuteur+ teleconseiller+",
    ),
    (
        Aspect::Product,
        "produit+ article+ modele+ appareil+ telephone+ smartphone+ ordinateur+ ordi+ casque+ ecouteur+ camera+ batterie+ ecran+ chargeur+ chaussure+ robe+ chemise+ veste+ sac+ machine+ aspirateur+ voiture+ velo+ tele television+ enceinte+ clavier+ souris tablette+ montre+ creme+ shampoing+ parfum+ canape+ matelas jouet+ jeu jeux livre+ gamme+ collection+ taille+ pointure+ son fermeture moteur+ frein+",
    ),
    (
        Aspect::App,
        "appli+ application+ site+ site_web page+ interface+ logiciel+ mise_a version+ connexion mot_passe compte+ bouton+ bug+ bugue beug+ plante plantent plantage+ chargement fonctionnalite+ notification+ mode_sombre serveur_en reseau wifi box_internet debit fibre signal ergonomie",
    ),
    (
        Aspect::AfterSales,
        "remboursement+ rembourse+ rembourser remboursee+ retour+ retourner renvoyer echange+ echanger garantie+ reparation+ repare+ reparer remplacement+ remplace+ sav apres_vente reclamation+ dedommagement geste_commercial piece_detachee pieces_detachees litige+ avoir_sur",
    ),
    (
        Aspect::Payment,
        "paiement+ payer paye+ carte_bancaire cb paypal facture+ facturation facturee+ debite+ debitee+ prelevement+ preleve+ virement+ cheque+ cheque_cadeau bon_achat acompte mensualite+ carte_cadeau",
    ),
    (
        Aspect::Place,
        "magasin+ boutique+ restaurant+ resto+ hotel+ chambre+ emplacement parking ambiance+ decor+ decoration agence+ salle+ toilettes sanitaires terrasse+ siege+ proprete propre+ bruyant+ rayon+ caisse+ quartier",
    ),
    (
        Aspect::Food,
        "nourriture plat+ repas pizza+ burger+ cafe+ the_vert gout+ gouteux saveur+ delicieux delicieuse+ dessert+ petit_dejeuner dejeuner diner menu+ boisson+ vin+ biere+ recette+ portion+ ingredient+ sauce+ frites salade+ pain+ gateau+ gateaux sandwich+ viande+ poulet cuisine",
    ),
    (
        Aspect::Packaging,
        "emballage+ emballe+ emballee+ carton+ boite+ bouteille+ flacon+ bouchon+ etiquette+ sachet+ suremballage barquette+",
    ),
    (
        Aspect::Looks,
        "design style+ couleur+ look+ esthetique+ joli+ jolie+ beau belle+ moche+ elegant+ elegante+ forme+ logo+ coupe+ motif+ coloris",
    ),
    (
        Aspect::Safety,
        "securite sur_et dangereux dangereuse+ danger+ risque+ vie_privee donnees donnees_personnelles fuite+ piratage pirate+ incendie+ fumee allergie+ allergique+ intoxication+ toxique+ blessure+ blesse+ blessee+ rappel+ confidentialite",
    ),
    (
        Aspect::Advertising,
        "pub+ publicite+ publicitaire+ campagne+ marketing sponsor+ sponsorise+ influenceur+ influenceuse+ slogan+ newsletter+ demarchage spot_pub",
    ),
    (
        Aspect::Waiting,
        "attente+ attendre attendu attends file queue horaires horaire_ouverture retard+ lenteur+ delai_reponse temps_reponse",
    ),
];
