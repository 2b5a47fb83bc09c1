import { everywhere, phrases } from './languages/index.js';
import { isUnspaced } from './normalise.js';

/** Like a yes, but no known decision: what begins so is asked back, unless it goes on with a "but". */
const AGREEABLE = phrases(`looks good | looks fine | looks great | looks ok | looking good | lgtm | fine | great | good
    | nice | perfect | alright | all right | excellent | awesome | very good | no problem | no problems | no worries
    | no objection | no objections | i would approve | i think so | i guess so
    | gut | sehr gut | prima | super | perfekt | sieht gut aus | passt so | kein problem | keine einwände
    | bien | très bien | parfait | super bien | pas de problème | pas d'objection
    | muy bien | perfecto | genial | se ve bien | sin problema | no hay problema
    | ótimo | perfeito | muito bem | está bom | sem problema | sem problemas
    | bene | perfetto | ottimo | nessun problema | goed | heel goed | prima zo | geen probleem
    | dobrze | świetnie | nie ma problemu | хорошо | отлично | нет проблем
    | いいです | いいですね | 大丈夫 | 大丈夫です | 結構です | お願いします | 問題ありません | 很好 | 不错 | 没问题 | 沒問題`);

/** After a yes they say what should be different. One letter alone ("y", "e") is too often something else. */
const CONTRASTS = phrases(`but | except | excluding | without | instead | rather | however | though | although | also
    | and | plus | only | just | with | not
    | aber | jedoch | allerdings | außer | ausser | ohne | stattdessen | lieber | sondern | auch | und | nur | mit | nicht
    | mais | sauf | sans | plutôt | cependant | toutefois | aussi | et | seulement | avec | excepté
    | pero | excepto | salvo | sin | mejor | sino | también | solo | sólo | con | aunque
    | mas | exceto | sem | porém | também | só | somente | apenas | com
    | ma | però | eccetto | tranne | senza | piuttosto | invece | anche
    | maar | behalve | zonder | liever | echter | ook | en | alleen | met
    | ale | oprócz | bez | raczej | jednak | też | także | tylko | lecz
    | но | кроме | без | лучше | однако | также | только
    | でも | ただし | ですが | けど | 以外 | 代わりに | 但 | 不过 | 除了 | 而是 | 另外 | 改成 | 改为`);

/** Neither a decision nor a wish: it is put off, or left to somebody else. */
const NONCOMMITTAL =
  phrases(`i'll | i will | will look | will check | let me | give me | hold on | hang on | wait | one moment
    | just a moment | one second | just a second | not now | not yet | maybe | perhaps | later | tomorrow | i don't know
    | i do not know | don't know | no idea | i'm not sure | not sure | i have to | i need to | need to think | could be
    | do what you | do as you | as you | up to you | whatever | i don't care | waiting for | needs to be | i have a question
    | ich schaue | ich sehe | ich prüfe | ich muss | ich weiß nicht | lass mich | warte | moment | einen moment | später
    | morgen | noch nicht | keine ahnung | mal sehen | je vais | je ne sais pas | laisse-moi | laissez-moi | un instant
    | attends | attendez | plus tard | demain | pas encore | voy a | no sé | no lo sé | déjame | un momento | espera
    | más tarde | mañana | todavía no | vou ver | não sei | deixa-me | um momento | espere | mais tarde | amanhã | ainda não
    | vediamo | non so | non lo so | fammi | aspetta | più tardi | domani | non ancora | ik kijk | ik zal | weet ik niet
    | ik weet niet | wacht | even wachten | nog niet | zobaczę | sprawdzę | nie wiem | poczekaj | jutro | jeszcze nie
    | посмотрю | не знаю | подожди | подождите | позже | завтра | ещё не | пока не
    | ちょっと待って | 待って | あとで | 後で | 明日 | わかりません | 分かりません | まだ | 等一下 | 等等 | 稍等 | 我看看 | 不知道 | 明天 | 还没`);

/** `changes: what should be different`. */
export const REVISION_NAMES: ReadonlySet<string> = new Set(
  phrases(`changes | change | request changes | changes requested | changes wanted | revise | feedback | änderung | änderungen | ändern
    | changement | changements | modification | modifications | cambio | cambios | alteração | alterações | mudanças
    | modifica | modifiche | wijziging | wijzigingen | zmiana | zmiany | изменение | изменения | правки
    | 変更 | 修正 | 修改 | 更改`),
);

const YES = [...everywhere('yes'), ...AGREEABLE];
const KNOWN = [
  ...YES,
  ...CONTRASTS,
  ...(['no', 'polite', 'greetings', 'negations', 'conditions', 'all', 'none'] as const).flatMap(everywhere),
];

/** Single words that say nothing of what should be different; of scripts without spaces, the longest first. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set([
  ...KNOWN.flatMap((phrase) => phrase.split(' ')),
  ...NONCOMMITTAL,
]);
export const EMPTY_PIECES: readonly string[] = [...KNOWN, ...NONCOMMITTAL]
  .filter(isUnspaced)
  .toSorted((a, b) => b.length - a.length);

export const YES_OPENINGS: readonly string[] = YES;
export const NO_OPENINGS: readonly string[] = everywhere('no');
export const IDLE_OPENINGS: readonly string[] = NONCOMMITTAL;
export const CONTRAST_WORDS: ReadonlySet<string> = new Set(CONTRASTS.filter((word) => !isUnspaced(word)));
export const CONTRAST_PIECES: readonly string[] = CONTRASTS.filter(isUnspaced);
