import type { Language } from '../../model.js';

/** Labels of the header block that Outlook puts above a quote. */
export interface BlockWords {
  from: string;
  sent: string;
  to: string;
  cc: string;
  subject: string;
  /** What stands between the label and the value; French has a space before it. */
  colon: string;
}

const block = (from: string, sent: string, to: string, cc: string, subject: string, colon = ': '): BlockWords => ({
  ...{ from, sent, to, cc, subject, colon },
});

export const BLOCK: Readonly<Record<Language, BlockWords>> = {
  en: block('From', 'Sent', 'To', 'Cc', 'Subject'),
  de: block('Von', 'Gesendet', 'An', 'Cc', 'Betreff'),
  es: block('De', 'Enviado', 'Para', 'CC', 'Asunto'),
  fr: block('De', 'Envoyé', 'À', 'Cc', 'Objet', ' : '),
  it: block('Da', 'Inviato', 'A', 'Cc', 'Oggetto'),
  ja: block('差出人', '送信日時', '宛先', 'CC', '件名'),
  nl: block('Van', 'Verzonden', 'Aan', 'CC', 'Onderwerp'),
  pl: block('Od', 'Wysłane', 'Do', 'DW', 'Temat'),
  pt: block('De', 'Enviado', 'Para', 'Cc', 'Assunto'),
  ru: block('От', 'Отправлено', 'Кому', 'Копия', 'Тема'),
  zh: block('发件人', '发送时间', '收件人', '抄送', '主题', ': '),
};

type Words = Readonly<Record<Language, string>>;

export const SENT_FROM_IPHONE: Words = {
  ...{ en: 'Sent from my iPhone', de: 'Von meinem iPhone gesendet', es: 'Enviado desde mi iPhone' },
  ...{ fr: 'Envoyé de mon iPhone', it: 'Inviato da iPhone', ja: 'iPhoneから送信', nl: 'Verstuurd vanaf mijn iPhone' },
  ...{ pl: 'Wysłane z iPhone’a', pt: 'Enviado do meu iPhone', ru: 'Отправлено с iPhone', zh: '发自我的iPhone' },
};

export const GET_OUTLOOK: Words = {
  ...{ en: 'Get Outlook for iOS', de: 'Holen Sie sich Outlook für iOS', es: 'Obtener Outlook para iOS' },
  ...{ fr: 'Obtenez Outlook pour iOS', it: 'Scarica Outlook per iOS', ja: 'Outlook for iOS を入手' },
  ...{ nl: 'Outlook voor iOS downloaden', pl: 'Pobierz program Outlook dla systemu iOS' },
  ...{ pt: 'Obter o Outlook para iOS', ru: 'Получить Outlook для iOS', zh: '获取 Outlook for iOS' },
};

export const BEGIN_FORWARDED: Words = {
  ...{
    en: 'Begin forwarded message:',
    de: 'Anfang der weitergeleiteten Nachricht:',
    es: 'Inicio del mensaje reenviado:',
  },
  ...{ fr: 'Début du message réexpédié :', it: 'Inizio messaggio inoltrato:', ja: '転送されたメッセージ:' },
  ...{
    nl: 'Begin doorgestuurd bericht:',
    pl: 'Początek przekazywanej wiadomości:',
    pt: 'Início da mensagem encaminhada:',
  },
  ...{ ru: 'Начало переадресованного сообщения:', zh: '开始转发的邮件：' },
};

/** Outlook has prefixes of its own in some languages; everybody else writes Re and Fwd. */
export const OUTLOOK_REPLY: Words = {
  ...{
    en: 'RE',
    de: 'AW',
    es: 'RE',
    fr: 'RE',
    it: 'R',
    ja: 'RE',
    nl: 'RE',
    pl: 'ODP',
    pt: 'RES',
    ru: 'RE',
    zh: '答复',
  },
};
export const OUTLOOK_FORWARD: Words = {
  ...{ en: 'FW', de: 'WG', es: 'RV', fr: 'TR', it: 'I', ja: 'FW', nl: 'FW', pl: 'PD', pt: 'ENC', ru: 'FW', zh: '转发' },
};
