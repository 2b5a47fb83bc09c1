import { type Locale, locale } from './locale.js';

/** The languages that were looked at while the reader was written. */
export const TUNED: readonly Locale[] = [
  locale(
    'en',
    'Thu, Mar 12, 2026 at 10:04 AM',
    'On %d %n <%a> wrote:',
    'From|Sent|To|Subject',
    ['Original Message', 'Sent from my iPhone', 'Best regards,'],
    ['Yes, go ahead.', 'Not today.\n\nPlease ask me again on Monday.'],
  ),
  locale(
    'de',
    '12. März 2026 um 10:04',
    'Am %d schrieb %n <%a>:',
    'Von|Gesendet|An|Betreff',
    ['Ursprüngliche Nachricht', 'Von meinem iPhone gesendet', 'Mit freundlichen Grüßen'],
    ['Ja, einverstanden.', 'Nein.\n\nErst nach dem Wochenende.'],
  ),
  locale(
    'fr',
    'jeu. 12 mars 2026 à 10:04',
    'Le %d, %n <%a> a écrit :',
    'De|Envoyé|À|Objet',
    ["Message d'origine", 'Envoyé de mon iPhone', 'Cordialement,'],
    ["Oui, c'est bon pour moi.", 'Non.\n\nPas avant lundi.'],
  ),
  locale(
    'es',
    'jue, 12 mar 2026 a las 10:04',
    'El %d, %n (<%a>) escribió:',
    'De|Enviado|Para|Asunto',
    ['Mensaje original', 'Enviado desde mi iPhone', 'Saludos,'],
    ['Sí, adelante.', 'No.\n\nEspera hasta el lunes.'],
  ),
  locale(
    'it',
    'gio 12 mar 2026 alle ore 10:04',
    'Il giorno %d %n <%a> ha scritto:',
    'Da|Inviato|A|Oggetto',
    ['Messaggio originale', 'Inviato da iPhone', 'Cordiali saluti'],
    ['Sì, va bene.', 'No.\n\nAspettiamo lunedì.'],
  ),
  locale(
    'pl',
    'czw., 12 mar 2026 o 10:04',
    '%d %n <%a> napisał(a):',
    'Od|Wysłano|Do|Temat',
    ['Wiadomość oryginalna', 'Wysłane z iPhone’a', 'Pozdrawiam,'],
    ['Tak, zgadzam się.', 'Nie.\n\nPoczekajmy do poniedziałku.'],
  ),
  locale(
    'ja',
    '2026年3月12日(木) 10:04',
    '%d %n <%a>:',
    '差出人|送信日時|宛先|件名',
    ['元のメッセージ', 'iPhoneから送信', 'よろしくお願いします。'],
    ['はい、承認します。', 'いいえ。\n\n月曜日まで待ってください。'],
  ),
  locale(
    'zh',
    '2026年3月12日周四 10:04',
    '%n <%a> 于%d写道：',
    '发件人|发送时间|收件人|主题',
    ['原始邮件', '发自我的iPhone', '此致'],
    ['同意。', '不行。\n\n请等到星期一。'],
  ),
];
