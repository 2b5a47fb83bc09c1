/** Real short answers, one a line, `¶` for a line end. The tests read them. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replaceAll('¶', '\n'))
    .filter((line) => line !== '');

export const CLEAR_YES = lines(`
  yes
  Yes
  YES!
  Yes.
  yes please
  Yes, please.
  yes, thanks!
  Yes, thank you very much.
  Hi, yes
  Hello Parley, yes please
  Good morning,¶¶yes¶¶Thanks!
  yep
  Yeah
  yeah, sure
  yes go ahead
  yes, go ahead
  Yes. Go ahead.
  Ok, go ahead!
  ok
  OK
  Okay
  O.K.
  ok thanks
  okay, approved
  approve
  Approve
  approved
  Approved.
  Approved, thank you!
  I approve
  i approve this
  yes approve
  Yes, I approve it.
  go ahead
  Go ahead, please
  Please go ahead.
  please proceed
  Do it
  do it!!
  Ship it
  LGTM
  lgtm, thanks
  looks good to me
  sounds good
  agreed
  I agree
  sure
  Sure thing!
  of course
  absolutely
  permission granted
  confirmed
  1
  1.
  1)
  (1)
  #1
  １
  ①
  1️⃣
  option 1
  1 approve
  1. Approve
  1, please
  nr 1
  👍
  👍🏽
  👍 thanks
  ✅
  ✔️
  yes 👍
  ok👍
  :+1:
  :+1::skin-tone-3:
  :thumbsup:
  :white_check_mark:
  +1
  ja
  Ja.
  Ja, bitte
  ja bitte!
  Ja, gerne
  Ja genehmigt
  genehmigt
  Genehmigt, danke!
  Hallo, ja, danke
  Guten Morgen, ja
  Ich stimme zu
  einverstanden
  In Ordnung.
  geht in Ordnung
  freigegeben
  Ok, genehmigt
  na klar
  los geht’s
  Oui
  oui, merci
  Oui s'il vous plaît
  Oui, s’il te plaît
  Bonjour, oui
  d'accord
  D’accord !
  je suis d’accord
  J'approuve
  approuvé
  ok pour valider? ≠
  bien sûr
  ça marche
  vas-y
  allez-y
  feu vert
  Sí
  sí, por favor
  ¡Sí!
  Si
  si, gracias
  Hola, sí
  vale
  de acuerdo
  apruebo
  aprobado
  Adelante
  ¡Adelante!
  claro que sí
  Sí, adelante
  sí apruebo
  por supuesto
  Sim
  sim, por favor
  Sim, obrigado!
  Olá, sim
  aprovado
  Aprovo
  com certeza
  vá em frente
  pode prosseguir
  sim claro
  Sì
  sì, grazie
  Sì per favore
  Va bene
  approvato
  approvo
  procedi
  certo
  d'accordo
  Ja, alstublieft
  ja graag? ≠
  akkoord
  Ik ga akkoord
  goedgekeurd
  is goed
  ga je gang
  Ja, dank je
  natuurlijk
  Tak
  tak, proszę
  Tak, dziękuję!
  zgoda
  zgadzam się
  zatwierdzam
  zatwierdzone
  oczywiście
  w porządku
  Cześć, tak
  да
  Да!
  Да, пожалуйста
  да, спасибо
  Здравствуйте, да
  согласен
  согласна
  одобряю
  Одобрено.
  подтверждаю
  конечно
  Хорошо, действуйте
  はい
  はい。
  はい、お願いします
  はい、お願いします。
  はい承認します
  承認
  承認します
  承認します。よろしくお願いします。
  こんにちは。はい
  許可します
  進めてください
  OKです
  もちろん
  はい、ありがとうございます
  是
  是的
  好
  好的
  好的，谢谢
  好的谢谢！
  可以
  同意
  我同意
  批准
  核准
  你好，同意
  行
  當然可以
  請繼續
  执行吧
`).filter((line) => !line.endsWith('≠'));

export const CLEAR_NO = lines(`
  no
  No.
  NO!
  no thanks
  No, thank you
  no, please
  Hi, no
  nope
  nah
  no way
  no, no
  reject
  Reject.
  rejected
  I reject this
  no, reject it
  deny
  denied
  decline
  I decline
  veto
  2
  2.
  #2
  ２
  option 2
  2 reject
  2. Reject
  2, no
  👎
  👎🏿
  ❌
  no ❌
  :-1:
  :x:
  -1
  nein
  Nein, danke
  Nein!
  abgelehnt
  Ich lehne ab
  auf keinen Fall
  non
  Non merci
  non, merci
  refusé
  je refuse
  hors de question
  No, gracias
  rechazado
  lo rechazo
  de ninguna manera
  não
  Não, obrigado
  nao
  rejeitado
  recuso
  no, grazie
  rifiuto
  respinto
  nee
  Nee, bedankt
  afgewezen
  ik weiger
  nie
  Nie, dziękuję
  odrzucam
  odrzucone
  нет
  Нет, спасибо
  отклоняю
  отклонено
  ни в коем случае
  いいえ
  いいえ、ありがとうございます
  却下
  却下します
  だめです
  不
  不要
  不行
  拒绝
  拒絕
  驳回
  否
  不，谢谢
`);

/** Text, and the reason it gives. */
export const NO_WITH_REASON: [text: string, reason: string][] = [
  ['reject: too risky', 'too risky'],
  ['Reject: Not on a Friday, please.', 'Not on a Friday, please.'],
  ['no: the path is wrong', 'the path is wrong'],
  ['2: too risky', 'too risky'],
  ['rejected:\nWrong host.\nUse staging.', 'Wrong host.\nUse staging.'],
  ['Abgelehnt: falscher Server', 'falscher Server'],
  ['Nein: erst nach dem Test', 'erst nach dem Test'],
  ['refusé : trop cher', 'trop cher'],
  ['rechazo: no es seguro', 'no es seguro'],
  ['não: caro demais', 'caro demais'],
  ['rifiuto: manca il backup', 'manca il backup'],
  ['nee: te duur', 'te duur'],
  ['odrzucam: zły serwer', 'zły serwer'],
  ['нет: слишком рано', 'слишком рано'],
  ['却下：危険です', '危険です'],
  ['拒绝：太危险', '太危险'],
];

/** Nobody may take these for an approval, whatever they sound like. */
export const AMBIGUOUS = lines(`
  ok?
  OK??
  yes?
  Yes ?
  yes?!
  approve?
  should I approve?
  ok...
  ok…
  yes..
  well, yes
  hmm ok
  hmm, yes
  yes but
  yes, but not today
  Yes but only staging
  yes if the tests pass
  ok if it is safe
  ok, if you say so
  only if approved
  ok when the backup is done
  yes, after lunch
  yes until Friday
  approve tomorrow
  approve later
  approve after 5pm
  yes, tomorrow
  go ahead tomorrow
  go ahead unless it breaks
  approve unless Anna objects
  don't approve
  don’t approve
  do not approve
  please don't approve this
  dont do it
  do not go ahead
  not approved
  not ok
  not yet
  not now
  not sure
  I'm not sure
  never approve this
  no problem
  no problem, go ahead
  no objections
  no worries, approve
  no, go ahead
  no, approve
  no. yes.
  yes no
  yes, no
  yes/no
  yes or no
  yes and no
  no yes
  yes 👎
  ok ❌
  👍👎
  👍 or 👎
  👍?
  🤔
  👌🤔
  1 or 2
  1, 2
  1 2
  1/2
  12
  1.2
  1-2
  2 approve
  1 reject
  1 no
  not 1
  -1 approve
  - 1
  0
  3
  01
  1?
  1 if safe
  option 1?
  1:30
  1.1
  1, 1
  one of them
  yes yes
  yes, yes
  ja, ja
  ja ja
  ok ok
  approve: but check the logs
  approve: yes
  approve: looks fine
  approved: with changes
  yes: only the first file
  ok: do it
  1: fine
  yes - but wait
  yes – only staging
  approve with changes
  approve with edits
  approve the first one
  approve part 1
  approve the second hunk only
  yes to staging, no to production
  Yes to the first, no to the second
  I would approve
  I might approve
  I think so
  I guess so
  I guess yes
  maybe
  maybe yes
  probably
  perhaps yes
  could be
  why not
  why not?
  sure?
  are you sure
  are you sure? yes
  sure, but wait
  please approve
  Please approve.
  approve please
  approve, thanks
  Hi team, please approve
  please confirm
  kindly approve
  can you approve
  can you approve this?
  who approved this
  Anna approved
  Anna approved it
  already approved
  it was approved
  needs to be approved
  waiting for approval
  approval
  approver
  disapprove
  unapproved
  yesterday
  yes sir no sir
  yes I saw it
  yes I read it
  yes I have a question
  yes what does it do
  Yes. What does it do?
  yes, wait
  wait
  hold on
  stop
  cancel
  thanks
  thank you
  please
  Hello
  Hi,
  ok bye
  ok I will look
  ok let me check
  ok got it
  fine
  whatever
  do what you want
  as you like
  if you must
  go
  go away
  go ahead and cancel it
  do it not
  do it later
  do it if you must
  I don't care
  I do not agree
  I agree with Anna
  agreed, except the last point
  agreed in principle
  approve?yes
  "yes"
  'yes'
  (yes)
  ~yes~
  ~no~ yes
  > yes
  *no* yes
  [x] yes [ ] no
  y e s
  yess
  yes!no
  yes;no
  yes¶no
  yes¶¶but only staging
  yes¶¶Wait, no.
  Yes.¶¶On Monday Anna wrote: no
  no: ok, go ahead
  no: yes
  reject: approve
  reject:
  reject
  ,yes
  i, approve
  permission. granted
  go, ahead
  .1
  !yes
  si ok
  si, ok
  ok, si
  si apruebo
  y, ok
  nein ja
  ja nein
  Ja, nein
  jein
  ja aber
  ja, aber erst morgen
  ja wenn die Tests laufen
  nicht genehmigt
  nicht genehmigen
  noch nicht
  noch nicht genehmigt
  Bitte genehmigen
  bitte genehmigen, danke
  Genehmigen?
  ja?
  passt das?
  passt nicht
  kein Problem
  kein Problem, ja
  keine Einwände
  vielleicht
  vielleicht ja
  eher ja
  eigentlich ja
  ja, morgen
  genehmigt, außer dem letzten Punkt
  nur wenn es sicher ist
  nicht einverstanden
  na ja
  doch
  bitte
  danke
  pas d'accord
  pas d’accord
  je ne suis pas d'accord
  oui mais
  oui, mais demain
  oui si les tests passent
  oui et non
  oui non
  pas encore
  n'approuvez pas
  peut-être
  merci
  Oui ?
  d'accord ?
  pas de problème
  merci de valider
  validé sous réserve
  no apruebo
  no, apruebo
  no aprobado
  no estoy de acuerdo
  sí pero
  sí, pero mañana
  sí y no
  sí no
  sí, si es seguro
  todavía no
  quizás
  ¿sí?
  ¿vale?
  por favor aprobar
  sin problema
  no hay problema
  não aprovo
  não aprovado
  não concordo
  sim mas
  sim, mas amanhã
  sim e não
  sim, se for seguro
  ainda não
  talvez
  sim?
  sem problemas
  non approvo
  non approvato
  non sono d'accordo
  sì ma
  sì, ma domani
  sì e no
  sì no
  non ancora
  forse
  va bene?
  va bene se funziona
  nessun problema
  niet akkoord
  niet goedgekeurd
  ik ga niet akkoord
  ja maar
  ja, maar morgen
  ja mits getest
  nog niet
  misschien
  akkoord?
  geen probleem
  nie zgadzam się
  nie zatwierdzam
  tak ale
  tak, ale jutro
  tak i nie
  tak, jeśli działa
  jeszcze nie
  może
  tak?
  nie ma problemu
  не согласен
  не одобряю
  не одобрено
  да но
  да, но завтра
  да нет
  да нет, наверное
  да, если безопасно
  ещё не
  может быть
  да?
  не надо
  нет проблем
  нет, одобряю
  承認しません
  承認できません
  承認しない
  まだ承認しません
  承認しますか
  承認しますか？
  承認お願いします
  承認待ち
  はい、でも明日
  はい、いいえ
  はい？
  いいです
  結構です
  大丈夫です
  お願いします
  たぶん
  条件付きで承認
  同意しません
  不同意
  我不同意
  不批准
  不可以
  不是
  不好
  没问题
  沒問題
  还没同意
  同意吗
  同意吗？
  可以吗
  好吗？
  好，但是明天
  好的，如果安全的话
  可以，不过先等等
  明天同意
  先别批准
  请批准
  同意和不同意
  也许
  可能可以
  未批准
  确认？
  是不是
  行不行
  好不好
  yеs
  approvе
  y̶e̶s̶
  ‮on
  yes‮
  y‌es
  oui no
  да no
  ok nein
  sí nein
  yes いいえ
`).filter((line) => line !== 'reject');
