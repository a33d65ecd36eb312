//! Words by what they do in a sentence about people: our own lists, small letters without accents, drawn up by hand.
//!
//! `word+` stands for the word and its regular endings; `two_words` for words that follow each other. Severe words are here
//! because a program that finds them must know them.

use super::cue::Cue;

/// Lists of a language: what the words do, and the words.
pub(super) type Lists = &'static [(Cue, &'static str)];

/// English, and what the web writes in English anywhere.
pub(super) const ENGLISH: Lists = &[
    (
        Cue::Slur,
        "nigger+ nigga+ niggah niglet+ negroid+ coon+ jigaboo+ porchmonkey+ sandnigger+ kike+ kyke+ yid+ heeb+ hymie+ spic+ spick+ \
        wetback+ beaner+ gook+ chink+ chinaman zipperhead+ slanteye+ jap+ paki+ pakis towelhead+ raghead+ camelfucker+ camel_jockey muzzie+ mudslime+ \
        muzrat+ dothead+ gyppo+ gypo+ pikey+ faggot+ fag+ faggy fagot+ dyke+ lesbo+ homo+ sodomite+ poof+ poofter+ battyboy+ batty_boy tranny trannies trannie+ shemale+ \
        ladyboy+ he_she retard+ retarded retards tard+ libtard+ mongoloid+ mong+ spastic+ spaz spazz cripple+ gimp+ midget+ cunt+ whore+ slut+ feminazi+ \
        thot+ bimbo+ honky honkies cracker+ whitey+ redskin+ squaw+ injun+ wop+ dago+ polack+ kraut+ gringo+ white_trash subhuman+ untermensch groid+ \
        darkie+ darky negro+ jungle_bunny sheboon+ cameltoe shitskin+ kaffir+ abo abos goatfucker+ goat_fucker islamonazi+ jewess christkiller+ trap_house",
    ),
    (
        Cue::Insult,
        "idiot+ idiotic moron+ moronic imbecile+ stupid+ dumb dumber dumbest dumbass+ dumbfuck+ dumb_ass fool+ foolish loser+ jerk+ asshole+ ass_hole arsehole+ \
        arse_hole bastard+ bitch+ bitchy biatch prick+ dick+ dickhead+ cock cockhead+ cocksucker+ motherfucker+ mofo+ mf mfs fucker+ fuckface+ fucktard+ fuckwit+ \
        shithead+ shitbag+ shitstain+ scumbag+ scum douche+ douchebag+ wanker+ twat+ tosser+ bellend+ git+ pillock+ plonker+ knob+ knobhead+ dipshit+ dumbo+ \
        jackass+ clown+ buffoon+ creep+ pervert+ perv+ freak+ weirdo+ lunatic+ psycho+ psychopath+ sociopath+ nutjob+ nutcase+ wacko+ crackpot+ traitor+ \
        liar+ lying hypocrite+ coward+ crook+ thug+ pig+ rat+ snake+ sheep+ swine weasel+ cretin+ halfwit+ half_wit nitwit+ dimwit+ airhead+ simpleton+ \
        ignoramus numbskull+ dunce+ degenerate+ lowlife+ low_life trash garbage piece_of_shit pos sob sobs son_of_a_bitch ugly fat fatass fatso \
        pathetic brainless spineless gutless worthless useless clueless incompetent disgusting vile despicable deplorable delusional demented \
        braindead brain_dead insane crazy ignorant corrupt hag+ skank+ hoe+ ho hos tramp+ slag+ slapper+ bint tool+ troll+ bigot+ racist+ nazi+ fascist+ commie+ \
        snowflake+ soyboy+ cuck+ incel+ simp+ nerd+ sicko+ butthead+ asshat+ asswipe+ assclown+ dork+ wimp+ sissy sissies pussy pussies punk+ brat+ parasite+ leech+ \
        pedo+ pedophile+ rapist+ murderer+ terrorist+ criminal+ thief thieves hypocritical dishonest asinine imbecilic inbred+ hillbilly hillbillies redneck+ shill+ grifter+ fraud+ phony",
    ),
    (
        Cue::Profane,
        "fuck fucks fucked fucking fuckin fuckn fukin fuking fking fkn fck fuk fuq feck effing freaking wtf stfu gtfo lmfao af fml fu omfg tf shit+ shitty shite shitshow \
        bullshit bs crap+ crappy damn+ goddamn dammit damned hell bloody bollocks bugger+ arse+ ass asses piss pissed pissing turd+ balls bugger horseshit batshit shitpost shithole+ clusterfuck fuckery screw_you \
        sucks suck sucked sucking suckin",
    ),
    (
        Cue::Lewd,
        "porn porno porns sex sexy sexual horny nude+ naked boob+ boobs tit+ tits titties titty nipple+ penis vagina pussy pussies cock+ dick+ cum cumming cumshot+ blowjob+ \
        handjob+ anal orgasm+ masturbate masturbating masturbation wank+ jerk_off jerkoff boner+ erection+ dildo+ vibrator+ milf+ gangbang+ threesome+ bukkake \
        hardcore xxx escort+ hooker+ prostitute+ stripper+ onlyfans slut+ whore+ cunnilingus fellatio rimjob+ deepthroat creampie+ hentai bdsm fetish+ kinky \
        suck_my eat_my fuck_me clit+ testicle+ ballsack scrotum twerk+ bang_her bang_him booty bootyhole butthole+ nudes",
    ),
    (
        Cue::Violence,
        "kill kills killed killing murder+ murdered murdering shoot shot shooting stab+ stabbed stabbing beat beaten beating hang hanged hung hanging lynch lynched lynching \
        rape raped raping burn burned burnt burning behead beheaded strangle strangled choke choked choking drown drowned slaughter+ slaughtered execute executed execution+ \
        exterminate exterminated extermination gas gassed gassing bomb+ bombed bombing destroy destroyed smash+ smashed crush crushed punch+ punched slap+ slapped kick+ kicked \
        die dies dying died dead death butcher+ butchered cut_your slit_your throat+ bullet+ gun_down shot_dead wipe_out wiped_out eradicate eradicated eliminate eliminated \
        torture+ tortured skin_alive bash+ bashed attack+ attacked hurt run_over put_down annihilate annihilated cull+ culled neuter+ sterilise sterilize castrate castrated whip+ whipped flog+ flogged \
        fight punished punish suffer hunt hunted execute noose guillotine",
    ),
    (
        Cue::SelfHarm,
        "kys kill_yourself kill_urself killyourself neck_yourself hang_yourself end_yourself drink_bleach go_die jump_off off_yourself end_your_life rope_yourself",
    ),
    (
        Cue::Dehuman,
        "vermin rat+ cockroach+ cockroaches roach roaches parasite+ maggot+ worm+ insect+ bug+ pest+ pests leech+ leeches virus+ viruses disease+ cancer+ plague+ infestation+ \
        infest infesting infested swarm+ swarms filth filthy scum subhuman+ animal+ beast+ savage+ barbarian+ barbaric primitive+ ape+ monkey+ gorilla+ chimp+ chimps dog+ mutt+ mongrel+ pig+ swine goat+ snake+ rodent+ \
        trash garbage rubbish dirt waste_of rotten sewage excrement pollution plagues demon+ devil+ satanic monster+ evil abomination+ inhuman unhuman nonhuman lice tumor+ tumour+ rabid feral locust+ \
        not_human less_than_human not_people object+ property slave+ toilet+ livestock cattle",
    ),
    (
        Cue::Negative,
        "not_normal not_like_us something_wrong ashamed_of bad worse worst terrible horrible awful disgusting disgust disgusts revolting repulsive gross nasty sick sickening vile ugly stinking stink stinks smelly dirty filthy lazy stupid dumb \
        inferior incompetent useless worthless dangerous violent aggressive criminal+ thieves thief terrorist+ rapist+ murderer+ scammer+ pedophile+ paedophile+ pedos groomer+ perverted pervert+ perverts deviant+ degenerate+ unnatural \
        immoral sinful sinners evil wicked corrupt greedy cheap dishonest lying liars manipulative untrustworthy weak weaker hysterical emotional irrational crazy insane mad backward backwards uncivilised uncivilized uneducated ignorant \
        illiterate pathetic miserable despicable contemptible shameful disgrace+ disgraceful burden+ problem+ threat+ menace+ mistake+ freak+ freaks abnormal sickness defective broken ruin ruins ruined ruining \
        destroying invade invading invasion+ invaders steal stealing leeching sponging freeloaders gold_diggers cowards mess liability liabilities incapable unfit not_equal creepy annoying intolerable unbearable scary",
    ),
    (
        Cue::Hate,
        "dislike dislikes disliked contempt loathing repulse repulses sicken sickens revolt make_my_skin_crawl allergic_to angry_at want_to_puke hate hates hated hating hateful despise despises despised despising detest detests detested detesting loathe loathes loathed loathing abhor abhors resent cant_stand can_not_stand cannot_stand hatred \
        fed_up sick_of tired_of disgusted_by repulsed_by disgusts_me disgust_me makes_me_sick make_me_sick make_me_vomit makes_me_vomit want_to_vomit fuck_all fuck_the fuck_those screw_all death_to down_with no_respect_for have_no_respect dont_trust cant_trust never_trust",
    ),
    (
        Cue::Exclude,
        "deport deported deporting deportation expel expelled ban banned banning get_rid rid_of go_back went_back send_back send_them_back sent_back kick_out kick_them_out kicked_out throw_out throw_them_out get_out out_of_our \
        out_of_my not_welcome arent_welcome dont_belong doesnt_belong not_belong not_allowed shouldnt_be_allowed banned_from locked_up lock_up behind_bars cage+ caged quarantine+ quarantined segregate segregated \
        stay_away keep_out remove removed removing no_place no_right no_rights dont_deserve doesnt_deserve not_deserve shouldnt_have_rights shouldnt_exist not_exist stop_breeding breed breeding sterilised sterilized \
        stripped_of forbidden_from isolate isolated camp+ concentration_camp ovens gas_chamber reject rejected shunned obey back_to_the_kitchen belong_in_the know_their_place second_class boycott outlawed",
    ),
    (
        Cue::Group,
        "woman women girl+ female+ feminist+ wife wives mother+ trans transgender transgenders transsexual+ transsexuals gay+ gays lesbian+ lesbians homosexual+ homosexuals queer+ bisexual+ lgbt lgbtq non_binary \
        black blacks african+ africans colored arab+ arabs arabic muslim+ muslims moslem+ islam islamic islamist+ jew+ jews jewish zionist+ israeli+ israelis hindu+ hindus sikh+ sikhs buddhist+ christian+ christians catholic+ catholics \
        immigrant+ immigrants migrant+ migrants refugee+ refugees asylum_seeker asylum_seekers foreigner+ foreigners alien+ aliens illegals mexican+ mexicans latino+ latinos latina+ hispanic+ asian+ asians chinese indian+ indians pakistani+ pakistanis \
        turk+ turks turkish polish romanian+ romanians russian+ russians gypsy gypsies roma romani traveller+ disabled disability handicapped autistic autism wheelchair blind deaf deaf_people mentally_ill \
        native_american native_americans indigenous aboriginal+ elderly old_people seniors poor_people homeless white whites syrian+ syrians afghan+ afghans somali+ somalis nigerian+ nigerians iranian+ palestinian+ palestinians minority minorities people_of_color \
        down_syndrome amputee+ dwarf+ men man boy+ atheist+",
    ),
    (
        Cue::Outsider,
        "democrat+ republican+ liberal+ liberals conservative+ conservatives left leftist+ leftists right antifa maga politician+ socialist+ communist+ capitalist+ banker+ bankers lawyer+ lawyers vegan+ vegans \
        vegetarian+ artist+ gamer+ fan+ student+ teacher+ landlord+ billionaire+ doctor+ journalist+ developer+ nurse+ driver+ cop+ cops police officer+ boss+ trumpers trump biden hillary obama clinton kavanaugh senator+ president government media reporter+ smoker+",
    ),
    (
        Cue::Thing,
        "phone+ computer+ laptop+ printer+ car+ bus buses train+ weather rain traffic monday+ homework movie+ film+ show+ song+ game+ book+ app+ website+ update+ software food pizza broccoli coffee tea beer wine vegetable+ mushroom+ \
        shoes jeans dress house+ kitchen+ chair+ table+ door+ alarm battery batteries wifi internet spider+ mosquito+ mosquitoes bill+ tax+ taxes exam+ math football weekend+ package+ parcel+ product+ bread cheese bicycle+ bike+ plane+ \
        screen+ keyboard+ toaster+ dishes laundry mud snow winter summer heat cold furniture wallpaper paint music advert+ ads tomato+ tomatoes sandwich+ soup",
    ),
    (Cue::You, "you u ya your ur yours youre yourself urself yall y'all thou"),
    (Cue::They, "they them their theyre these those he she him her his it its that this"),
    (
        Cue::All,
        "all every everyone everybody always most entire whole any bunch lot type kind breed race people ppl folks community culture religion",
    ),
    (Cue::I, "i im ive id me my mine myself we us our were"),
    (
        Cue::Not,
        "not no never dont doesnt didnt isnt arent wasnt werent wont wouldnt cant couldnt shouldnt aint hardly without nor cannot none nobody neither nothing stop mustnt havent hasnt",
    ),
    (
        Cue::Should,
        "should must ought deserve deserves need needs let lets gonna going_to will ill im_going_to want wanna wish hope could would better supposed have_to has_to",
    ),
    (
        Cue::Say,
        "said says say saying tell tells told call called calls calling calls_me shout shouted shouting yell yelled yelling scream screamed write wrote written post posted posting tweet tweeted tweets heard hear read quote quoted quoting \
        claim claims claimed think_that thinks comment commented comments word words slogan+ chant chanted chanting message+ term+ phrase insult+ insulted statement+ sentence graffiti joke+ line headline lyric+ argue",
    ),
    (
        Cue::Counter,
        "unacceptable wrong shameful ashamed reported report racism racist+ sexism sexist+ homophobia homophobic transphobia transphobic islamophobia islamophobic antisemitism antisemitic anti_semitic bigot+ bigotry bigoted hateful hate_speech misogyny misogynist+ misogynistic \
        misogynistic xenophobia xenophobic ableist ableism discrimination prejudice prejudiced stereotype+ offensive disrespectful not_ok not_okay no_place_for condemn condemned condemns denounce denounced stop_saying never_say nobody_should no_one_should \
        not_true isnt_true lie false untrue myth stand_up_against speak_up shut_down apologise apologize apologised apologized fired suspended harmful hurtful disgraceful cruel ridiculous nonsense end_of_story outdated intolerance tolerance oppose opposed against fight_against",
    ),
    (
        Cue::Good,
        "love loves loved loving like likes respect respects admire proud pride great good nice kind wonderful amazing awesome beautiful brilliant smart talented brave strong happy friend+ friends welcome support supports supporting \
        celebrate celebrating equal equality rights human_rights deserve_respect inspiring lovely cute excellent fantastic hardworking hard_working honest generous valuable important thank thanks gorgeous perfect best fun delicious cool appreciate glad \
        human_beings human_being protect protection dignity safe included inclusion",
    ),
    (
        Cue::Reclaim,
        "bad_bitch my_bitch my_bitches my_nigga my_niggas my_hoes as_a_gay as_a_queer proud_to_be im_a we_are_here_were_queer yaas yas slay queen queens sisters sis girl boss call_myself reclaim reclaimed reclaiming",
    ),
    (
        Cue::Vulgar,
        "shut_up shut_the_fuck_up fuck_you fuck_off fuck_u fuck_them go_to_hell screw_you piss_off get_lost get_a_life bite_me kiss_my_ass up_yours drop_dead fuck_this fuck_that eat_shit get_fucked rot_in_hell burn_in_hell shut_your_mouth shut_your_face",
    ),
    (
        Cue::Implied,
        "nothing_but_contempt good_start free_of one_too_many take_the_whole_hand cleaning_our floors second_class where_they_belong in_the_oven back_in_the_kitchen make_me_a_sandwich the_final_solution hitler_was_right hitler_did hitler_should finish_the_job gas_the_jews 6_million build_the_wall white_power white_pride master_race replacement great_replacement race_mixing \
        race_traitor its_okay_to_be_white heil sieg_heil 1488 14_88 kkk white_genocide shouldnt_vote right_to_vote should_not_vote pure_blood dirty_blood not_real_women not_real_men real_women mental_illness is_a_sin go_back_to_africa back_to_your_country \
        where_you_came_from where_they_came_from their_own_country belong_in_a_zoo belongs_in_a_zoo in_a_zoo in_the_jungle up_in_the_trees missing_link low_iq lower_iq bell_curve inbreeding",
    ),
];

/// French, as it is written on the web and in forums.
pub(super) const FRENCH: Lists = &[
    (
        Cue::Slur,
        "negre+ negresse+ negro+ negrillon+ nigger+ bamboula+ bougnoule+ bougnoul+ bicot+ bico raton+ melon+ crouille+ arbi+ sidi rabza rebeu_de_merde bridé+ bride+ chinetoque+ chintok+ niakoue+ niakwe+ noich+ jaune+ feuj+ youpin+ youpine+ youtre+ youd+ schlomo \
        romano+ manouche+ gitan+ rom_de_merde pede+ pd pds pedale+ tapette+ tarlouze+ tafiole+ tantouze+ fiotte+ fif fifs goudou+ gouine+ goudoune+ travelo+ trav trans_de_merde enculeur+ sodomite+ mongol+ mongole+ mongolien+ mongolienne+ gogol+ gogole+ gol gols \
        triso+ trisomique+ attarde+ debile_mental handicape_mental autiste_de_merde salope+ pute+ putes putain_de_femme catin+ trainee+ chienne+ pouffiasse+ poufiasse+ pouf+ petasse+ grognasse+ greluche+ garce+ connasse+ feminazi+ feministe_hysterique \
        macaque+ singe+ guenon+ bounty banania sale_noir sale_noire sale_arabe sale_arabes sale_juif sale_juive sale_juifs sale_blanc sale_race sales_arabes sales_noirs sales_juifs espece_de_juif islamo_racaille arabe_de_merde noir_de_merde juif_de_merde \
        rital+ polak+ polack+ boche+ espingouin+ portos gwer gaouri babtou+ fragile+ bamboulas kebla renoi_de_merde nafri+ muzz muzzie+ barbu+ beurette+ congoide+ sous_homme sous_hommes sous_race sous_races untermensch migrant_de_merde golem+ kikoo gwers goy goyim sioniste_de_merde chances_pour_la_france cpf negroide+",
    ),
    (
        Cue::Insult,
        "con cons conne+ connard+ conard+ connards connasse+ conasse+ connarde+ cretin+ cretine+ idiot+ idiote+ imbecile+ debile+ abruti+ abrutie+ stupide+ bete+ betise+ cruche+ gourde+ andouille+ nouille+ nigaud+ benet+ demeure+ taré tare+ taree+ cingle+ cinglee+ dingue+ fou folle+ malade+ \
        fdp ntm tg fils_de_pute fils_de_putes fille_de_pute fils_de_chien fils_de_chienne enfoire+ enfoiree+ encule+ enculee+ enculer batard+ batarde+ salaud+ salopard+ saloperie+ ordure+ raclure+ pourriture+ dechet+ merdeux merdeuse+ merdeuses sous_merde grosse_merde petite_merde \
        raté rate+ ratee+ minable+ looser+ loser+ cassos cas_soc kassos clodo+ clochard+ ivrogne+ alcoolo+ drogue+ puceau+ puceaux pucelle+ boloss bolosse bouffon+ bouffonne+ clown+ guignol+ charlot+ blaireau+ blaireaux plouc+ beauf+ tocard+ tocarde+ toquard+ trouduc trou_du_cul trou_de_balle tete_de_noeud \
        face_de_rat tete_de_con gros_porc gros_lard grosse_vache grosse_truie gros_tas porc+ porcs truie+ cochon+ cochonne+ vache+ thon+ boudin+ cageot+ laideron+ moche+ laid+ laide+ hideux hideuse+ grosse+ gros obese+ lache+ trouillard+ faible+ fragile+ soumis soumise+ larbin+ collabo+ traitre+ traitresse+ vendu+ \
        menteur+ menteuse+ voleur+ voleuse+ escroc+ hypocrite+ pourri+ pourrie+ corrompu+ parasite+ assiste+ profiteur+ racaille+ voyou+ delinquant+ criminel+ violeur+ pedo+ pedophile+ pedocriminel+ pervers perverse+ detraque+ psychopathe+ sociopathe+ mythomane+ mytho+ bouseux \
        ignare+ ignorant+ inculte+ analphabete+ illettre+ arriere+ retarde+ decerebre+ lobotomise+ mouton+ moutons vermine+ cafard+ cloporte+ crevard+ crevure+ charogne+ rat+ crasseux crasseuse+ puant+ puante+ gauchiasse+ gauchiste+ gaucho+ facho+ fachos fasciste+ nazi+ nazie+ raciste+ islamogauchiste+ islamo_gauchiste merdia+ merdias journalope+ bobo+ wokiste+ \
        cuck+ cucks incel+ simp+ sjw soja golmon+ teube+ tebe+ teube chelou+ relou+ lourd+ lourdaud+ narvalo+ baltringue+ victime+ baiseur+ suceur+ suceuse+ suce_boules lèche_cul leche_cul lèche_bottes leche_bottes branleur+ branleuse+ glandeur+ feignasse+ faineant+ faineante+ feignant+ incapable+ inutile+ nul+ nulle+ nuls nulos pitoyable+ pathetique+ ridicule+ honteux honteuse+ \
        vicieux vicieuse+ mechant+ degenere+ degeneree+ desaxe+ hysterique+ frustre+ frustree+ aigri+ aigrie+ mal_baise mal_baisee mal_baises vieille_peau vieux_con vieux_cons vieille_conne jeune_con pauvre_con pauvre_conne pauvre_type gros_con grosse_conne sale_con bande_de_cons casse_couilles couillon+ couilles_molles ptit_con petit_con chieur+ chieuse+ chiasse+ morveux cassos trolleur+ bougre+ zguegue+",
    ),
    (
        Cue::Profane,
        "merde+ merdique+ putain+ ptn ptain putin bordel+ foutre fout fous foutu+ foutue+ foutent foutage fouttre chier chie chient chiant+ chiante+ emmerde+ emmerder emmerdent emmerdeur+ cul+ couille+ couilles bite+ bites queue chatte+ \
        niquer nique+ niquez niques niqué baiser baise+ enculer encule merder degueulasse+ degueu degeu dégueule crade+ saoule saoulant soule soulant casse_les_couilles casser_les_couilles faire_chier fait_chier va_te_faire allez_vous_faire wtf fuck+ fucking shit pisse+ pisser se_torcher torcher torche_cul branle branler branles \
        gerber gerbe+ vomir vomi crever creve crevez zeubi zob+ ta_race sa_race leur_race sa_mere_la ta_mere ta_mère ta_daronne sa_daronne osef ballec balek batards enfoires bouffer couillonnade connerie+ saloperie+ foutaise+ purin",
    ),
    (
        Cue::Lewd,
        "sexe+ sexy sexuel+ sexuelle+ porno+ porn xxx nu nue+ nus nues seins sein nichon+ nichons nibard+ nichonnee bite+ teub penis vagin+ chatte+ foufoune+ moule+ clito clitoris cul+ fesse+ fesses boule couilles sperme+ ejaculer ejaculation jouir baise+ baiser baisable+ \
        sucer suce+ suceuse+ pipe+ fellation+ sodomie sodomiser enculer encule+ partouze+ gangbang+ branler branlette+ masturber masturbation orgasme+ gode+ godemichet levrette+ ken tremper_son prostituee+ prostitue+ escort+ pute+ salope+ chaudasse+ cochonne+ milf+ onlyfans mym nudes cunni doigter bander bandant+ trique+ mouille+ bonnasse+ tringler ramoner defoncer_le enfiler",
    ),
    (
        Cue::Violence,
        "tuer tue+ tuez tues tues tuerai tuerait crever creve+ crevez creves crevent mourir meurs meurt meurent mourez mort+ morts morte+ assassiner assassin+ assassine+ egorger egorge+ egorges decapiter decapite+ pendre pendu+ pends pendez pendus lyncher lynche+ bruler brule+ brules brulez brulent cramer crame+ \
        fusiller fusille+ abattre abattu+ abattez flinguer flingue+ buter bute+ butez descendre exterminer extermine+ extermination eliminer elimine+ eradiquer eradique+ gazer gaze+ gazes violer viole+ violent tabasser tabasse+ frapper frappe+ frappez cogner cogne+ defoncer defonce+ defonces peter_la_gueule casser_la_gueule \
        casse_la_gueule casser_les_dents casser_les_jambes eclater eclate+ massacrer massacre+ poignarder poignarde+ planter etrangler etrangle+ noyer noie+ torturer torture+ detruire detruit+ ecraser ecrase+ fouetter balle_dans une_balle fusil+ kalach guillotine+ corde+ potence+ bucher+ four+ fours chambre_a_gaz camp+ coups gifle+ gifler baffe+ baffes claque+ punir nettoyer nettoyage karcher ratonnade+ sang saigner saigne+ piquer euthanasier euthanasie+ steriliser sterilise+ castrer castre+ lapider lapide+ souffrir souffre souffrent",
    ),
    (
        Cue::SelfHarm,
        "suicide_toi suicides_toi suicidez_vous tue_toi tuez_vous pends_toi va_crever va_mourir va_te_pendre va_te_suicider va_te_tuer jette_toi crève_donc kys allez_crever creve_donc va_te_jeter",
    ),
    (
        Cue::Dehuman,
        "vermine+ cafard+ cafards rat+ rats nuisible+ nuisibles parasite+ parasites cancer+ peste+ maladie+ virus lepre gangrene+ fleau fleaux metastase+ microbe+ bacterie+ sangsue+ insecte+ ver+ asticot+ animal animaux bete+ betes chien+ chiens chienne+ porc+ porcs cochon+ singe+ singes macaque+ gorille+ guenon+ chevre+ cloporte+ \
        sous_homme sous_hommes sous_hommes sous_humain sous_humains sous_etres sous_race inhumain+ pas_humain pas_humains pas_des_humains pas_des_etres_humains barbare+ barbares sauvage+ sauvages primitif+ primitifs monstre+ monstres demon+ dechet+ dechets ordure+ ordures merde+ crasse+ salete+ pourriture+ racaille+ abomination+ aberration+ erreur+ tumeur+ \
        horde+ hordes invasion+ envahisseur+ envahisseurs essaim+ meute+ troupeau+ betail objet+ grouillent grouille pullulent pullule infester infestent infeste+ infecter infectent",
    ),
    (
        Cue::Negative,
        "pas_normal pas_normaux pas_normales vont_mal mauvais mauvaise+ pire+ horrible+ affreux affreuse+ terrible+ degoutant+ degoutante+ degoute+ degoutent degouter repugnant+ repugnante+ repugne+ repugnent repoussant+ immonde+ ignoble+ infect+ puant+ puent pue sale+ sales crade+ moche+ laid+ laide+ paresseux paresseuse+ faineant+ flemmard+ stupide+ bete+ idiot+ idiote+ con cons inferieur+ \
        inferieure+ incompetent+ incompetente+ inutile+ dangereux dangereuse+ violent+ violente+ agressif+ agressive+ criminel+ criminels voleur+ voleurs voleuse+ delinquant+ delinquants terroriste+ violeur+ violeurs assassin+ assassins pedophile+ pervers perverse+ deviant+ deviants degenere+ anormal+ anormaux contre_nature immoral+ malsain+ malsaine+ malade+ malades mental+ \
        peche+ diabolique+ malefique+ corrompu+ avare+ radin+ cupide+ menteur+ menteurs menteuse+ fourbe+ manipulateur+ manipulatrice+ sournois faible+ faibles hysterique+ folles fous arriere+ arrieres ignare+ inculte+ incultes analphabete+ pathetique+ pitoyable+ meprisable+ honte+ fardeau charge+ probleme+ menace+ danger+ insupportable+ profiteur+ profiteurs profitent assistes \
        envahir envahissent envahi volent vole ruinent ruine detruisent gachent pourrissent salissent incapable+ incapables nul nuls nulle nulles inadapte+ insecurite islamisation remplacement ensauvagement communautarisme laxisme crime+ delinquance vicieux sournoises",
    ),
    (
        Cue::Hate,
        "degout mepris vomis insupporte insupportent enervent ecoeurent saoulent allergique_aux pas_confiance marre_de_ces font_pitie donnent_la_gerbe donne_la_gerbe plaie hais hait haissent haine+ hair deteste+ detestes detestent detester execre+ execrent abhorre+ meprise+ meprisent mepriser peux_pas_supporter supporte_pas supporte_plus peux_plus_voir peux_pas_blairer blaire_pas peux_pas_saquer peux_pas_sentir horreur_des marre_des marre_de ras_le_bol plein_le_cul \
        degoutent repugnent me_degoute me_degoutent me_repugne me_repugnent me_donne_envie_de_vomir donnent_envie_de_vomir envie_de_vomir me_font_vomir font_gerber mort_aux mort_a a_bas nique_les nique_la fuck_les j_emmerde confiance_aux aucun_respect pas_de_respect",
    ),
    (
        Cue::Exclude,
        "pas_leur_place n_ont_pas_leur_place rien_a_foutre pas_les_bienvenus expulser expulse+ expulses expulsez expulsion+ renvoyer renvoie renvoyez renvoye+ renvoyes virer vire+ vires virez degager degage+ degagez degagent dehors rentrez rentrent rentrer_chez rentre_chez rentrez_chez retourne_dans retournez_dans retourner_dans retournent retournez chez_eux chez_vous chez_toi hors_de bannir banni+ bannis interdire \
        interdit+ interdits interdite+ enfermer enferme+ enfermes prison+ parquer parque+ cage+ isoler isole+ ecarter charter+ bateau+ avion_retour remigration remigrer reemigration deporter deporte+ camp+ camps fermer_les_frontieres pas_leur_place leur_place pas_sa_place rien_a_faire pas_le_droit aucun_droit pas_avoir_le_droit ne_meritent_pas merite_pas meritent_pas privés_de \
        debarrasser debarrasse+ se_debarrasser chasser chasse+ eloigner supprimer supprime+ disparaitre disparaissent cuisine+ a_la_cuisine aux_fourneaux se_reproduire reproduire reproduction ferme_ta fermez_les obeir obeissent exclure exclus exclu bon_debarras foutre_dehors mettre_dehors",
    ),
    (
        Cue::Group,
        "femme+ femmes fille+ filles meuf+ meufs nana+ gonzesse+ feministe+ feministes mere+ trans transgenre+ transgenres transsexuel+ transsexuels transsexuelle+ homo+ homos homosexuel+ homosexuels homosexuelle+ gay+ gays lesbienne+ lesbiennes lgbt lgbtqia lgbtq bi bisexuel+ bisexuels queer+ non_binaire non_binaires \
        noir+ noirs noire+ noires black+ blacks renoi+ renois africain+ africains africaine+ arabe+ arabes rebeu+ rebeus beur+ beurs maghrebin+ maghrebins maghrebine+ algerien+ algeriens algerienne+ marocain+ marocains marocaine+ tunisien+ tunisiens musulman+ musulmans musulmane+ muslim+ islam islamiste+ islamistes islamique voile+ voilee+ voilees mosquee+ juif+ juifs juive+ juives \
        israelien+ israeliens sioniste+ sionistes hindou+ chretien+ chretiens catho+ cathos catholique+ catholiques protestant+ temoin_de_jehovah immigre+ immigres immigree+ immigrant+ immigration migrant+ migrants migrante+ refugie+ refugies refugiee+ etranger+ etrangers etrangere+ clandestin+ clandestins sans_papiers demandeur_d_asile demandeurs_d_asile chinois chinoise+ asiatique+ asiatiques \
        indien+ indiens turc+ turcs turque+ polonais polonaise+ roumain+ roumains roumaine+ russe+ russes rom+ roms gitan+ gitans tzigane+ tsigane+ gens_du_voyage mexicain+ latino+ espagnol+ portugais italien+ italiens allemand+ syrien+ syriens afghan+ afghans senegalais malien+ maliens congolais comorien+ tchetchene+ handicape+ handicapes handicapee+ autiste+ autistes trisomique+ sourd+ sourds aveugle+ aveugles fauteuil_roulant \
        vieux vieille+ personnes_agees pauvre+ pauvres sdf blanc+ blancs blanche+ antillais indigene+ minorite+ minorites palestinien+ palestiniens homme+ hommes mec+ athee+ malade_mental malades_mentaux metis",
    ),
    (
        Cue::Outsider,
        "gauche droite gauchiste+ macron macroniste+ socialiste+ communiste+ capitaliste+ banquier+ banquiers politicien+ politiciens politique+ politiques avocat+ avocats vegan+ vegans vegetarien+ artiste+ gamer+ fan+ fans etudiant+ etudiants prof+ profs proprietaire+ riche+ riches milliardaire+ medecin+ journaliste+ journalistes flic+ flics policier+ policiers police \
        patron+ patrons ministre+ president depute+ deputes automobiliste+ cycliste+ fonctionnaire+ chasseur+ supporter+ lepen melenchon zemmour sarkozy hollande gouvernement medias ecolo+ ecolos fumeur+",
    ),
    (
        Cue::Thing,
        "telephone+ portable+ ordinateur+ ordi+ imprimante+ voiture+ bus metro+ train+ meteo pluie lundi+ devoirs film+ serie+ chanson+ jeu jeux livre+ appli+ application+ site+ mise_a_jour logiciel+ bouffe nourriture pizza brocoli+ cafe the biere+ vin legume+ champignon+ chaussure+ jean robe+ maison+ cuisine+ chaise+ table+ porte+ reveil \
        batterie+ wifi internet araignee+ moustique+ facture+ impot+ impots examen+ maths football weekend colis produit+ pain fromage+ velo+ avion+ ecran+ clavier+ vaisselle lessive neige hiver ete chaleur froid meuble+ meubles peinture musique pub+ pubs tomate+ sandwich+ soupe+ embouteillage+ bouchon+ repas",
    ),
    (Cue::You, "tu t te toi ton ta tes vous votre vos"),
    (Cue::They, "ils elles eux il elle leur leurs lui ces ce cette cet ca sa son ses ceux celles celui celle"),
    (
        Cue::All,
        "tous toutes tout toute chaque toujours la_plupart ces bande tas genre espece race gens peuple communaute culture religion",
    ),
    (Cue::I, "je j moi me m mon ma mes nous notre nos on"),
    (Cue::Not, "ne n pas jamais aucun aucune sans ni non rien personne plus arretez arrete arreter cessez cesser"),
    (
        Cue::Should,
        "faut falloir faudrait devrait devraient devrais doit doivent devons merite+ meritent meriter mériterait meriteraient vais va vas aller allez veux veut veulent vouloir espere esperer souhaite besoin pourrait laisser laissez qu_on",
    ),
    (
        Cue::Say,
        "dit dis dire disent disait disais traite+ traiter traitee traites traitent appelle+ appelé appeler crie+ crier criait hurle+ ecrit ecrire ecrivent poste+ poster tweet+ tweete+ lu lire entendu entends entendre cite+ citer citation+ pretend pretendent affirme+ commentaire+ mot+ mots slogan+ scande+ message+ terme+ phrase+ insulte+ insulter insultes insultee \
        propos blague+ tag+ graffiti expression+ parole+ titre+ argument+",
    ),
    (
        Cue::Counter,
        "inacceptable+ honte honteux scandaleux intolerable+ signale+ signaler raciste+ racisme sexiste+ sexisme homophobe+ homophobie transphobe+ transphobie islamophobe+ islamophobie antisemite+ antisemitisme misogyne+ misogynie xenophobe+ xenophobie validiste+ validisme discrimination+ prejuge+ stereotype+ cliche+ offensant+ blessant+ blessante+ \
        irrespectueux discours_de_haine haineux haineuse+ condamner condamne+ condamnable+ denoncer denonce+ denoncer denoncons personne_ne_devrait pas_vrai faux fausse+ mensonge+ mythe lutter lutte+ contre combattre excuse+ excuses excuser renvoye licencie sanctionne+ ridicule+ absurde+ cruel+ arretez_de_dire arrete_de_dire ne_dites_pas tolerance intolerance",
    ),
    (
        Cue::Good,
        "aime+ aimer aimes aiment adore+ adorer respecte+ respecter respect admire+ admirer fier+ fiere+ fierte super genial+ geniale+ bon+ bonne+ bien gentil+ gentille+ formidable+ magnifique+ beau belle+ beaux belles brillant+ brillante+ intelligent+ intelligente+ doue+ courageux courageuse+ fort+ forte+ heureux heureuse+ ami+ amis amie+ amies bienvenu+ bienvenue+ \
        soutien soutenir soutiens celebrer celebre+ egal+ egaux egalite droits droits_humains inspirant+ adorable+ mignon+ excellent+ travailleur+ honnete+ genereux genereuse+ precieux important+ merci bravo parfait+ meilleur+ plaisir delicieux apprecie+ content+ contente+ felicitations etres_humains etre_humain proteger dignite chaleureux chaleureuse+ accueillir accueil",
    ),
    (
        Cue::Reclaim,
        "entre_pedes en_tant_que moi_la_pute fiere_d_etre fier_d_etre ma_salope mes_salopes mes_putes ma_pute mon_negro mes_negros mon_pede ma_gouine mes_gouines je_suis_une on_est_des queen reine reapproprier se_reapproprier me_revendique",
    ),
    (
        Cue::Vulgar,
        "ta_gueule ta_geule vos_gueules ferme_la fermez_la ferme_ta_gueule tg ntm va_te_faire_foutre va_te_faire_enculer va_te_faire va_chier va_te_faire_voir nique_ta_mere nique_ta nique_sa_mere allez_vous_faire_foutre je_t_emmerde je_vous_emmerde casse_toi cassez_vous degage barre_toi va_au_diable suce_ma mange_tes_morts va_niquer gros_con \
        espece_de bande_de pauvre_con sale_con sac_a_merde tas_de_merde de_merde va_bouffer retourne_jouer te_faire_soigner faire_soigner aller_te_faire tais_toi",
    ),
    (
        Cue::Implied,
        "grand_remplacement hitler_avait_raison hitler_aurait finir_le_travail chances_pour_la chance_pour_la_france on_est_chez_nous la_france_aux_francais les_francais_d_abord fermer_les_frontieres au_pays dans_leur_pays dans_ton_pays dans_votre_pays de_souche vrais_francais pas_francais race_blanche race_superieure suprematie consanguin+ consanguins \
        dans_la_jungle dans_les_arbres dans_un_zoo dans_la_savane mangeur_de_bananes banane+ bananes cocotier+ allocs alloc+ caf allocations rsa qi_faible bas_qi a_la_cuisine repasser vaisselle droit_de_vote pas_naturel contre_nature vraie_femme vraies_femmes vrais_hommes maladie_mentale lobby_juif lobby_lgbt le_lobby complot nez_crochu savonnette four_a_pain \
        mamadou mouloud rachid mohamed mohammed momo fatima fatou kader jean_kevin rothschild soros celeste+ celestin+ hlm cite+ quartiers diversite vivre_ensemble enrichissement enrichissement_culturel eux_ces_gens ces_gens_la francais_de_papier gemelos oqtf hypergamie hypergame body_count nombre_de_partenaires cougar+ divorcee+ mere_celibataire famille_monoparentale",
    ),
];
