/**
 * Words with one meaning, so that a question finds an answer in other words. Each line is a group; its words
 * are compared as the search compares all words, folded and without endings. Kept short: words that people
 * type and documents of this field put otherwise, the months, and the numbers of a sequence. A word of the
 * subject itself is a form of a term in the glossary, not a synonym.
 */
import { wordsOf } from './words';

const GROUPS = `
  adviser advisor counsellor counselor consultant aide مشاور مستشار советник conseiller asesor penasihat
  minister ministry secretary وزیر وزارت وزير министр министерство ministre ministro menteri
  boss head chief chair ceo director manager president leader رئیس مدیر مدیرعامل مدير директор глава руководитель directeur
  company firm business enterprise corporation شرکت شركة компания entreprise empresa perusahaan
  member representative delegate deputy lawmaker legislator mp نماینده عضو نائب депутат député diputado anggota
  parliament majlis legislature parliamentary مجلس پارلمان برلمان парламент меджлис
  university college دانشگاه جامعة университет université universidad universitas
  researcher scholar scientist academic پژوهشگر محقق باحث исследователь chercheur investigador peneliti
  student phd doctoral doctorate دانشجو طالب студент аспирант étudiant estudiante mahasiswa
  expert specialist کارشناس متخصص خبير эксперт spécialiste
  speaker spoke speech talk lecturer guest سخنران متحدث докладчик orateur ponente pembicara
  attend attendee participant participate involvement participation شرکت‌کنندگان مشارکت مشاركة участие участник
  event conference seminar meeting workshop gathering رویداد نشست همایش ندوة فعالية мероприятие встреча événement evento acara
  formed formation founded founding foundation founder established establishment created creation started start began beginning origin origins birth emergence launched تشکیل تاسیس شکل‌گیری تأسيس تاريخ создание образование основан возникновение création fundación pembentukan
  history past historical تاریخچه تاریخ تاريخ история histoire historia sejarah
  approved adopted passed ratified enacted مصوب تصویب اعتماد утвержден принят adopté aprobado disahkan
  announced published issued released notified ابلاغ اعلام صدر объявлен annoncé anunciado diumumkan
  treaty agreement convention pact accord deal معاهده توافق معاهدة اتفاقية договор конвенция соглашение traité tratado perjanjian
  law legislation legal rules rule regulation قانون قوانین قانون закон право
  norm norms standard standards rules
  negotiation negotiations negotiate talks bargaining مذاکره مفاوضات переговоры
  dialogue dialogues conversation exchange talks گفتگو حوار диалог
  coalition coalitions alliance alliances bloc partnership partnerships ائتلاف تحالف коалиция альянс союз
  criticism criticise criticised critic critics critique useless ineffective pointless waste against opponents doubt انتقاد منتقد بی‌فایده نقد критика бесполезный критикует critique inutile crítica inútil kritik
  benefit benefits advantage advantages pros merit merits gain مزایا فواید مزایای فوائد преимущество выгода польза avantage ventaja manfaat keuntungan
  disadvantage disadvantages drawback drawbacks cons downside معایب عیوب عيوب недостаток inconvénient desventaja kekurangan
  problem problems challenge challenges issue issues difficulty چالش مشکل تحديات проблема вызов défi desafío tantangan
  suggestion suggestions recommendation recommendations proposal proposed advice solution پیشنهاد توصیه راهکار اقتراح توصيات предложение рекомендация recommandation recomendación saran rekomendasi
  topic topics theme themes agenda subject موضوع موضوعات محور тема повестка
  goal aim purpose objective هدف цель but objectif objetivo tujuan
  spying spy spies espionage جاسوسی تجسس шпионаж espionnage espionaje mata-mata
  hacker hackers hacking attack attacks threat threats هکر حمله تهدید هجوم تهديد хакер атака угроза
  police enforcement پلیس شرطة полиция policier policía polisi
  trust confidence اعتماد ثقة доверие confiance confianza kepercayaan
  skill skills capacity capacities training ظرفیت توانمندسازی قدرات потенциал
  hegemony dominance supremacy order هژمونی سلطه هيمنة гегемония порядок hégémonie hegemonía hegemoni
  country countries state states nation nations کشور دولت دولة страна государство pays país negara
  muslim muslims islamic مسلمان اسلامی إسلامي мусульманский исламский musulman islamique islámico
  america american usa us states آمریکا امریکا أمريكا америка сша américain américa amerika
  woman women female زنان نساء женщина femme mujer perempuan
  online digital electronic cyber virtual web سایبری مجازی دیجیتال سيبراني رقمي إلكتروني кибер цифровой электронный numérique digital siber
  computer computing رایانه رایانه‌ای کامپیوتر حاسوب компьютер ordinateur ordenador komputer
  net internet web اینترنت إنترنت интернет
  oversight governing control management governance حکمرانی حاکمیت مدیریت حوكمة إدارة управление
  private خصوصی خاص частный privé privado swasta
  ngo charity nonprofit
  image reputation standing prestige وجهه تصویر
  economy economic اقتصاد экономика économie economía ekonomi
  january janvier enero январь января ژانویه يناير januari
  february février febrero февраль февраля فوریه فبراير februari
  march mars marzo март марта مارس maret
  april avril abril апрель апреля آوریل أبريل
  june juin junio июнь июня ژوئن يونيو juni
  july juillet julio июль июля ژوئیه يوليو juli
  august aug août agosto август августа اوت آگوست أغسطس agustus
  september septembre septiembre сентябрь сентября سپتامبر سبتمبر
  october octobre octubre октябрь октября اکتبر أكتوبر oktober
  november novembre noviembre ноябрь ноября نوامبر نوفمبر
  december décembre diciembre декабрь декабря دسامبر ديسمبر desember
  first 1st نخست اول یکم الأولى الأول первый первая première premier primero primera pertama
  second 2nd دوم دومین الثانية الثاني второй вторая deuxième segundo segunda kedua
  panel session پنل جلسة панель сессия`;

/** Maps each word, and its stem, to the other words of its groups. Made at the first query. */
let groups: Map<string, Set<string>> | undefined;

/** Words, folded, that mean what this word means; `stem` is looked up too. */
export function synonymsOf(word: string, stem: string): ReadonlySet<string> {
  groups ??= read();
  return groups.get(word) ?? groups.get(stem) ?? NONE;
}

const NONE: ReadonlySet<string> = new Set();

function read(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const line of GROUPS.trim().split('\n')) {
    const words = line
      .trim()
      .split(/\s+/)
      .flatMap((word) => {
        const parts = wordsOf(word);
        return parts.length === 1 ? parts : [];
      });
    for (const { text, stem } of words) {
      for (const key of new Set([text, stem])) {
        const others = found.get(key) ?? new Set<string>();
        for (const other of words) {
          if (other.text === text) continue;
          others.add(other.text);
          others.add(other.stem);
        }
        found.set(key, others);
      }
    }
  }
  return found;
}
