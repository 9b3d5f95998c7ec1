/**
 * Words of the world that tell a body from its namesakes, in the languages of the digests. A word stands here
 * in its usual spelling; `WordSet` reads it as the matcher reads a page, so plural, case endings, the Arabic
 * article and accents do not count.
 */
import { tokenise } from '../tokenise';
import { createTokens } from '../tokens';

/** A set of single words, read on first use. */
class WordSet {
  readonly #text: string;
  #words: Set<number> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether a token with hash A is one of the words. */
  has(a: number): boolean {
    this.#words ??= this.#read();
    return this.#words.has(a);
  }

  #read(): Set<number> {
    const tokens = tokenise(this.#text, createTokens(512));
    return new Set(tokens.a.subarray(0, tokens.count));
  }
}

/** What international bodies have, and hardly anything else that is abbreviated has. */
export const BODIES = new WordSet(`
  secretariat council plenipotentiary fellowship fellow trust assembly rapporteur envoy ambassador
  delegation commissioner spokesman spokesperson spokeswoman headquarters summit resolution recommendation
  convention charter mandate treaty peacekeeper peacekeeping sanctions workshop sector bureau
  communique declaration agency member membership secretary general commission committee plenary chief
  secrétariat conseil plénipotentiaire assemblée délégation délégué sommet résolution recommandation
  norme siège mandat charte atelier bourse secrétaire réunion porte-parole membre
  secretaría consejo plenipotenciario asamblea delegación delegado cumbre resolución recomendación norma
  sede mandato carta beca secretario secretaria reunión portavoz miembro agenda
  секретариат совет полномочная ассамблея делегация делегат саммит резолюция рекомендация штаб-квартира
  мандат устав семинар генсек представитель постпред эксперт сектор бюро член комиссия комитет эгида
  секретарь глава заседание сессия исследовательская
  دبیرخانه شورا دبیرکل نماینده نمایندگان هیئت اجلاس قطعنامه توصیه مقر منشور کارگاه اعضا عضو کمیسیون
  أمانة الأمانة مجلس أمين وفد مندوب قمة قرار توصية مقر ميثاق ورشة أعضاء عضو لجنة
  sekretariat dewan majelis delegasi utusan resolusi piagam markas lokakarya anggota
  Sekretariat Generalsekretär Gipfel Resolution Mitglied
`);

/** Cues with one of these words say that a term is such a body. */
const BODY_CUES = new WordSet(`
  secretariat secretary council assembly plenipotentiary summit committee sommet cumbre саммит генсек
  دبیرکل قمة
`);

/** Whether the words of a cue speak of a body. */
export function isCueOfBody(cue: string): boolean {
  const { a, count } = tokenise(cue, createTokens(16));
  return a.subarray(0, count).some((word) => BODY_CUES.has(word));
}

/** Words that say where a figure or a picture comes from: `Source: ITU`. */
export const SOURCES = new WordSet(
  'source sources fuente fuentes источник источники منبع مأخذ المصدر المصادر sumber quelle fonte credit',
);

/** Verbs that report what a body does, as headlines have them behind their subject. */
export const VERBS = new WordSet(`
  organised organized hosted developed defined standardised standardized issued created organisé développé
  défini recommandé établi organizado definido recomendado establecido lanzado adoptado publicado
  says said announces announced warns warned urges urged calls called condemns condemned adopts adopted
  approves approved launches launched publishes published elects elected holds convenes convened
  recommends recommended appoints appointed invites invited estimates estimated demands demanded rejects
  rejected agrees agreed welcomes welcomed reports reported endorses endorsed annonce annoncé dénonce
  appelle adopte publie lance avertit alerte exhorte condamne demande estime recommande anuncia anunció
  advierte advirtió pide pidió aprueba aprobó publica publicó condena condenó recomienda insta estima
  lanza adopta заявил заявила заявило сообщил сообщила сообщило объявил объявила призвал призвала призвало
  приняла принял рекомендует рекомендовал опубликовал опубликовала утвердил утвердила одобрил одобрила
  предупредил предупредила призывает заявляет сообщает объявляет предупреждает провёл провела осудил
  осудила mengatakan mengumumkan menyatakan memperingatkan menyerukan mengutuk
`);

/** International bodies that stand beside each other in lists. */
export const SIBLINGS = new WordSet(`
  NATO ASEAN WHO WTO WMO IMF OECD UNESCO UNICEF UNDP UNCTAD UNHCR UNEP UNODC UNGA UNIDIR UNIDO ECOSOC UPU
  WIPO ICAO IMO IAEA ILO FAO WFP ICANN IETF IAB IANA ISO IEC IEEE W3C ISOC ETSI GSMA CEPT RIPE APNIC ARIN
  LACNIC AFRINIC OAS OSCE OIC OPEC SCO EAEU SAARC APEC ECOWAS GCC MERCOSUR Interpol Europol G7 G20 G77 WEF
  EU ITU UN IGF WSIS BRICS CSTD ICC NRI EuroDIG MAG GFCE OTAN OMS OMC OMM FMI OCDE OIT OMPI OMI OACI AIEA
  OEA OSCE UE UIT ONU SMSI CMSI PNUD ANASE CICR OCI OPEP UNASUR CELAC НАТО АСЕАН ВОЗ ВТО ВМО МВФ ОЭСР
  ЮНЕСКО ЮНИСЕФ ПРООН ЮНКТАД ВПС ВОИС ИКАО ИМО МАГАТЭ МОТ ФАО ОБСЕ ШОС СНГ ОДКБ ЕАЭС АТЭС ОПЕК ЕС ООН МСЭ
  БРИКС ИСО МЭК ВВУИО ناتو یونسکو یونیسف آسیان اوپک اوپک‌پلاس آیکان شانگهای بریکس اینترپل اپک الناتو
  اليونسكو اليونيسف الآسيان أوبك آيكان بريكس الإنتربول PBB
`);

/** Words that join the items of a list. */
export const LIST_WORDS = new WordSet('and or et ou y e o und oder и или و یا أو dan atau');

/** Words that any nine words of prose in Latin script contain one of. */
export const FUNCTION_WORDS = new WordSet(`
  a an the of in on at to for from by with as and or but nor not no is are was were be been being has have had
  do does did will would can could may might must shall should that this these those it its their our your
  his her they we you he she who which what when where how than then also into through between among over
  under about against during after before while because if so such more most very only both all each any
  some other there here own via per within without across toward towards upon
  le la les l de des du d un une et ou en à au aux pour dans sur par avec est sont qui que ce cette ces son sa
  el los las del y e o por para con es son que se su sus al lo una
  yang dan di ke dari untuk dengan pada ini itu dalam oleh akan tidak adalah sebagai telah bisa juga atau para
  der die das und im mit von zu den dem ist ein eine da do dos em no na os as um uma il lo gli della
`);

/** Words before the one who did something: `launched by the ITU`. */
export const BY = new WordSet('by par por oleh von توسط');

/** Words that a hyphen joins to a body: `UN-backed`. */
export const ATTRIBUTES = new WordSet(`
  related backed led sponsored approved affiliated supported mandated accredited brokered recommended convened
  funded organised organized hosted endorsed appointed
`);

/** Articles and prepositions between a noun and the name that it belongs to. */
export const LINKS = new WordSet('of the de la le les l du des d el los las del da do di della der des for');

/**
 * Nouns of places that are named after a body. In a script with letter case the noun has a capital, because
 * *place* and *park* are also ordinary words.
 */
export const PLACES_BEFORE = new WordSet(`
  Street Avenue Boulevard Park Square Plaza Bridge Garden Gardens Stadium Stop Station Roundabout
  Rue Avenue Boulevard Parc Place Square Pont Quai Arrêt Jardin Allée Lycée Esplanade
  Calle Avenida Paseo Parque Plaza Puente Parada Estación Jardín Glorieta
  Praça Jalan Taman Halte Platz Straße Площадь Парк Остановка Станция Мост Набережная
  خیابان میدان پارک بلوار بوستان ایستگاه کوچه بزرگراه
  شارع حديقة ميدان جسر محطة منتزه دوار كورنيش
`);
/** Such nouns that mean nothing else, so that they count in any letter case. */
export const STREETS = new WordSet(`
  rue avenue calle avenida boulevard улица ул проспект сквер бульвар переулок jalan
`);
/** Such nouns behind the name: `UN Plaza`. */
export const PLACES_BEHIND = new WordSet(`
  Street Avenue Boulevard Park Square Plaza Road Bridge Gardens Stadium Roundabout Lane Drive Way Platz
  Straße
`);
/** The same in Chinese, as the characters right behind the name. */
export const PLACES_BEHIND_CHINESE = /^(?:广场|廣場|大道|公园|公園|大街|小区|地铁站|地鐵站)/u;

/** Determiners that speak of any one of several, so of no single thing in the world. */
export const ONE_OF_MANY = new WordSet(`
  a an every each any another une chaque toute quelque una cada otra alguna setiap suatu sebuah seorang
  هر یک каждая всякая одна uma jede eine
`);

/** Determiners that point at the only one of its name. */
export const THE_ONE = new WordSet(`
  the this our your my their his its whole entire global l la notre votre leur su tu vuestra ваша их
  cette nuestra toda esta наша вся эта внутри этот این کل
`);

/** Nouns that end the names of bodies: `Cooperation and Development`. */
export const CONTINUING = new WordSet(`
  development security trade integration culture science education research training energy health
  environment développement sécurité commerce desarrollo seguridad comercio развития безопасности торговли
  توسعه امنیت تجارت التنمية والتنمية الأمن التجارة pembangunan keamanan perdagangan
`);
