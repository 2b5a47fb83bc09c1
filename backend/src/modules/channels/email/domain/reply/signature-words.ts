/** "Sent from my phone": a verb that programs begin or end such a line with, and the name of a device or a program. */
const VERBS = [
  'sent (?:from|with|via|using)',
  'get outlook',
  'gesendet (?:von|mit)',
  'von meinem',
  'diese nachricht wurde von',
  'laden sie outlook',
  'holen sie sich outlook',
  'envoyé (?:de|depuis|à partir)',
  'télécharger outlook',
  'obtenir outlook',
  'obtenez outlook',
  'enviado (?:desde|do|de|pelo)',
  'enviada do',
  'obtener outlook',
  'obter o outlook',
  'inviato (?:da|dal)',
  'scarica outlook',
  'ottieni outlook',
  'verstuurd (?:vanaf|met)',
  'verzonden (?:vanaf|met)',
  'outlook voor',
  'skickat från',
  'skaffa outlook',
  'sendt fra',
  'hent outlook',
  'få outlook',
  'lähetetty',
  'hanki outlook',
  'wysłan[eo] z',
  'pobierz outlook',
  'pobierz program outlook',
  'получить outlook',
  '获取 ?outlook',
  '取得 ?outlook',
  'odesláno z',
  'odoslané z',
  'získejte outlook',
  'trimis de (?:pe|la)',
  'az .{1,30} küldve',
  'отправлено (?:с|из)',
  'надіслано з',
  'изпратено от',
  'poslano (?:z|s)',
  'στάλθηκε από',
  'נשלח מ',
  'أُ?رسلت? من',
  'đã gửi từ',
  'dikirim dari',
  '发自我的',
  '發自我的',
  '從我的',
  '从我的',
  '나의',
  '내',
  'ส่งจาก',
  'enviat des',
  'saadetud minu',
  'išsiųsta iš',
  'nosūtīts no',
  'gửi từ',
];
const ENDS = [
  'gesendet',
  'から送信',
  'を入手',
  '傳送',
  '에서 보냄',
  '에서 보낸 메일',
  'gönderildi',
  'küldve',
  'lähetetty',
  'beziehen',
  'herunterladen',
  'downloaden',
];
const DEVICE =
  /iphone|ipad|ipod|android|galaxy|samsung|huawei|xiaomi|redmi|pixel|oneplus|nokia|blackberry|outlook|yahoo|proton|spark|gmx|web\.de|aol|mail\.ru|mobile|handy|smartphone|phone|телефон|携帯|手机|手機/i;

const begins = new RegExp(`^(?:${VERBS.join('|')})`, 'iu');
const ends = new RegExp(`(?:${ENDS.join('|')})[.。]?$`, 'iu');
/** A link that some programs put behind it. */
const LINK = /\s*(?:<https?:[^<>\s]*>|\[https?:[^\]\s]*\]|\(https?:[^()\s]*\)|https?:\S+)/g;
const MAX_LENGTH = 90;

/** "but only on the iPhone" is none: the words of the program have to be there. */
export const isDeviceLine = (line: string): boolean => {
  const text = line
    .slice(0, 400)
    .replace(LINK, '')
    .replace(/^[\s*_-]+|[\s*_]+$/g, '');
  return text.length <= MAX_LENGTH && DEVICE.test(text) && (begins.test(text) || ends.test(text));
};

const CLOSINGS = [
  '(?:best|kind|warm|many)(?: (?:regards|wishes|thanks))?',
  '(?:warm |kind |best )?regards',
  'cheers',
  'thanks(?: a lot| again| so much)?',
  'thank you(?: very much)?',
  'sincerely(?: yours)?',
  'yours(?: (?:sincerely|truly|faithfully))?',
  '(?:mit )?(?:freundlichen|besten|herzlichen|vielen|lieben) gr(?:ü|ue)(?:ß|ss)en',
  '(?:viele|liebe|beste|herzliche|freundliche|schöne) gr(?:ü|ue)(?:ß|ss)e',
  'gr(?:u|ü)(?:ß|ss)e?',
  'danke(?: und gruß)?',
  'vielen dank',
  'mfg',
  'vg',
  'lg',
  'hg',
  '(?:bien )?cordialement',
  'bien à (?:vous|toi)',
  'merci(?: d.avance)?',
  'amicalement',
  '(?:un )?saludos?(?: cordiales)?',
  'atentamente',
  'gracias',
  '(?:cordiali|distinti) saluti',
  'saluti',
  'grazie',
  'atenciosamente',
  'att',
  'abraços?',
  'obrigad[oa]',
  '(?:met )?vriendelijke groet(?:en)?',
  'groet(?:en|jes)?',
  '(?:med )?vänliga? hälsning(?:ar)?',
  'mvh',
  '(?:med )?venlig hilsen',
  '(?:med )?vennlig hilsen',
  'hilsen',
  'ystävällisin terveisin',
  'terveisin',
  'pozdrawiam',
  'z poważaniem',
  's pozdravem',
  'üdvözlettel',
  'saygılarımla',
  'с уважением',
  'з повагою',
  'спасибо',
  'με εκτίμηση',
  'בברכה',
  'تحياتي',
  'مع التحية',
  'trân trọng',
  'よろしくお願いします',
  '此致',
  '敬上',
  '谢谢',
  '감사합니다',
];
const closing = new RegExp(`^(?:${CLOSINGS.join('|')})$`, 'iu');
export const isClosing = (line: string): boolean =>
  line.length <= 60 && closing.test(line.replace(/[\s,.!;،。–—-]+$/u, '').trim());

const CONFIDENTIAL =
  /confidential|privileged|vertraulich|confidentiel|confidencial|riservat|vertrouwelijk|konfidenti|fortrolig|luottamuksel|poufn|důvěrn|gizli|bizalmas|конфиденциальн|конфіденційн|εμπιστευτικ|機密|保密|기밀/i;
const ABOUT_MAIL =
  /e-?mail|message|nachricht|courriel|mensaje|messaggio|mensagem|bericht|meddelande|viesti|wiadomo|zpráv|ileti|üzenet|сообщени|письмо|повідомлен|μήνυμα|メール|邮件|郵件|메일/i;
const ADVERTS =
  /^(?:virus-?free|this email has been (?:checked|scanned)|diese e-mail wurde (?:von avast|auf viren)|garanti sans virus|libre de virus)/i;
const MIN_DISCLAIMER = 80;

/** The legal words a company adds, one paragraph as one line. Too long to be typed, and about mail and confidence. */
export const isDisclaimer = (paragraph: string): boolean => {
  const text = paragraph.slice(0, 3000);
  return (
    (text.length >= MIN_DISCLAIMER && CONFIDENTIAL.test(text) && ABOUT_MAIL.test(text)) || ADVERTS.test(text.trim())
  );
};
