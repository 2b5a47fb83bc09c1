import type { PreferredChannel } from '@parley/contracts';
import { isUnspaced } from '../../feedback/domain/answer-grammar/normalise.js';

type Place = Exclude<PreferredChannel, 'AUTO'>;

/** How one language says it: `{by}` is replaced by a way ("by email"), `{to}` by a name ("email"). */
interface SwitchWords {
  templates: string;
  by: Record<Place, string>;
  to: Record<Place, string>;
}

const WORDS: readonly SwitchWords[] = [
  {
    templates: `continue {by} | let's continue {by} | let us continue {by} | continue this {by} | go on {by}
      | let's go on {by} | carry on {by} | switch to {to} | switch over to {to} | switch me to {to}`,
    by: {
      EMAIL: 'by email | by e-mail | by mail | via email | via e-mail | over email | in email | on email',
      SLACK: 'on slack | in slack | via slack | over slack | by slack',
      WEB: 'in the web app | on the web app | via the web app | on the web | in the web chat',
    },
    to: { EMAIL: 'email | e-mail | mail | gmail', SLACK: 'slack', WEB: 'web | the web | the web app | the web chat' },
  },
  {
    templates: `weiter {by} | {by} weiter | mach {by} weiter | mach weiter {by} | machen wir {by} weiter
      | lass uns {by} weitermachen | {by} weitermachen | {by} fortsetzen | {by} fortfahren | wechsle zu {to}
      | wechsle auf {to} | wechsel zu {to} | wechseln zu {to} | wechseln auf {to}`,
    by: {
      EMAIL: 'per e-mail | per email | per mail | via e-mail | via email | über e-mail',
      SLACK: 'auf slack | in slack | über slack | per slack | via slack',
      WEB: 'im web | in der web-app | in der webapp | in der web app | im webchat',
    },
    to: {
      EMAIL: 'e-mail | email | mail',
      SLACK: 'slack',
      WEB: 'web | webapp | die web-app | der web-app | die webapp',
    },
  },
  {
    templates: `continue {by} | continuer {by} | continuons {by} | continuez {by} | poursuivre {by} | poursuivons {by}
      | passe à {to} | passer à {to} | passons à {to} | passe sur {to} | passons sur {to}`,
    by: {
      EMAIL: 'par e-mail | par email | par mail | par courriel',
      SLACK: 'sur slack | par slack | via slack',
      WEB: "sur le web | dans l'application web | sur l'application web | dans l'appli web",
    },
    to: { EMAIL: "l'e-mail | l'email | e-mail | email", SLACK: 'slack', WEB: "web | le web | l'application web" },
  },
  {
    templates: `continúa {by} | continua {by} | continuar {by} | continuemos {by} | sigue {by} | seguir {by}
      | sigamos {by} | seguimos {by} | cambia a {to} | cambiar a {to} | pasa a {to} | pasar a {to}`,
    by: {
      EMAIL: 'por correo | por correo electrónico | por email | por e-mail',
      SLACK: 'en slack | por slack',
      WEB: 'en la web | en la aplicación web | en la app web',
    },
    to: {
      EMAIL: 'correo | correo electrónico | email | e-mail',
      SLACK: 'slack',
      WEB: 'web | la web | la aplicación web',
    },
  },
  {
    templates: `continue {by} | continua {by} | continuar {by} | continuemos {by} | vamos continuar {by} | mude para {to}
      | muda para {to} | mudar para {to} | passe para {to}`,
    by: {
      EMAIL: 'por e-mail | por email',
      SLACK: 'no slack | pelo slack',
      WEB: 'na web | no aplicativo web | na aplicação web',
    },
    to: { EMAIL: 'e-mail | email', SLACK: 'slack | o slack', WEB: 'web | a web | o aplicativo web | a aplicação web' },
  },
  {
    templates: `continua {by} | continuare {by} | continuiamo {by} | prosegui {by} | proseguiamo {by} | passa a {to}
      | passiamo a {to} | passare a {to}`,
    by: {
      EMAIL: 'per email | per e-mail | via email | via e-mail',
      SLACK: 'su slack | in slack | via slack',
      WEB: "sul web | nell'app web | nell'applicazione web",
    },
    to: { EMAIL: 'email | e-mail', SLACK: 'slack', WEB: "web | all'app web" },
  },
  {
    templates: `ga verder {by} | ga door {by} | {by} verder | verder {by} | laten we {by} verdergaan
      | laten we {by} doorgaan | schakel over naar {to} | overschakelen naar {to} | wissel naar {to}`,
    by: {
      EMAIL: 'per e-mail | per email | per mail | via e-mail | via email | via de mail',
      SLACK: 'op slack | in slack | via slack',
      WEB: 'op het web | in de web-app | in de webapp | in de web app',
    },
    to: { EMAIL: 'e-mail | email | mail', SLACK: 'slack', WEB: 'web | het web | de webapp | de web-app' },
  },
  {
    templates: `kontynuuj {by} | kontynuujmy {by} | kontynuować {by} | dalej {by} | przełącz na {to} | przełącz się na {to}
      | przejdź na {to} | przejdźmy na {to}`,
    by: {
      EMAIL: 'mailem | e-mailem | przez e-mail | przez email | przez maila',
      SLACK: 'na slacku | przez slack | przez slacka',
      WEB: 'w aplikacji webowej | przez aplikację webową',
    },
    to: { EMAIL: 'e-mail | email | maila', SLACK: 'slack | slacka', WEB: 'web | aplikację webową' },
  },
  {
    templates: `продолжай {by} | продолжайте {by} | продолжим {by} | продолжить {by} | дальше {by} | переключи на {to}
      | переключись на {to} | переключить на {to} | перейди на {to} | перейдём на {to} | перейдем на {to}`,
    by: {
      EMAIL: 'по почте | по электронной почте | по email | по e-mail',
      SLACK: 'в slack | в слаке | через slack',
      WEB: 'в веб-приложении | в вебе | в веб приложении',
    },
    to: {
      EMAIL: 'почту | электронную почту | email | e-mail',
      SLACK: 'slack | слак',
      WEB: 'web | веб | веб-приложение',
    },
  },
  {
    templates: `{by}続けて | {by}続けてください | {by}続けましょう | {by}続けます | {to}に切り替え | {to}に切り替えて
      | {to}に切り替えてください`,
    by: { EMAIL: 'メールで | eメールで', SLACK: 'slackで | スラックで', WEB: 'webで | ウェブで | ウェブアプリで' },
    to: { EMAIL: 'メール | eメール', SLACK: 'slack | スラック', WEB: 'web | ウェブ | ウェブアプリ' },
  },
  {
    templates: '{by}继续 | {by}繼續 | 继续{by} | 繼續{by} | 切换到{to} | 切換到{to} | 转到{to} | 轉到{to}',
    by: {
      EMAIL: '用邮件 | 用电子邮件 | 通过邮件 | 通过电子邮件 | 用電子郵件 | 透過電子郵件',
      SLACK: '用slack | 通过slack | 透過slack | 在slack上 | 在slack',
      WEB: '在网页上 | 在網頁上 | 在网页版 | 在網頁版 | 用网页版 | 用網頁版',
    },
    to: { EMAIL: '邮件 | 电子邮件 | 電子郵件', SLACK: 'slack', WEB: 'web | 网页 | 网页版 | 網頁版' },
  },
];

const parts = (text: string): string[] => text.split('|').map((part) => part.replace(/\s+/g, ' ').trim());

const PLACES = ['EMAIL', 'SLACK', 'WEB'] as const;

/** What may stand after `/switch`. */
export const CHANNEL_NAMES: ReadonlyMap<string, PreferredChannel> = new Map<string, PreferredChannel>([
  ['auto', 'AUTO'],
  ...WORDS.flatMap(({ to }) =>
    PLACES.flatMap((place) => parts(to[place]).map((name): [string, PreferredChannel] => [name, place])),
  ),
]);

const phrasesOf = ({ templates, by, to }: SwitchWords): [string, PreferredChannel][] =>
  parts(templates).flatMap((template) => {
    const words = template.includes('{by}') ? by : { ...to, AUTO: 'auto' };
    return Object.entries(words).flatMap(([place, names]) =>
      parts(names).map((name): [string, PreferredChannel] => [
        template.replace(/\{(?:by|to)\}/, name),
        place as PreferredChannel,
      ]),
    );
  });

/** Every known way to ask for another channel, as a whole message. */
const PHRASES: ReadonlyMap<string, PreferredChannel> = new Map(WORDS.flatMap(phrasesOf));

/** @param text normalised, without courtesies */
export const switchAskedFor = (text: string): PreferredChannel | undefined =>
  PHRASES.get(isUnspaced(text) ? text.replaceAll(' ', '') : text);
