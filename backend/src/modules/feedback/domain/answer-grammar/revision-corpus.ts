const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim().replaceAll('¶', '\n'))
    .filter((line) => line !== '');

/** What people write under a change that they want otherwise: each is a wish, word for word. */
export const WISHES = lines(`
  Use a constant instead of the number.
  please use a constant for the time-out
  Hi Parley,¶¶please rename the variable to retryLimit.¶¶Thanks!
  no, rather 30 seconds
  no, rather a constant
  No, only 30.
  nein, lieber 45
  No. Take the shared helper in src/time.ts.
  No, not like this: the limit belongs into the config file.
  yes, but keep the old name
  Yes but please add a test for the empty list
  ok, but without the second file please
  Looks good overall, but rename parse to parseTicket
  Great work, just keep the comment in line 12
  LGTM except the change in server.yaml
  agreed, except the last point
  yes to the first part, but leave the README alone
  approve, but the commit message should name the ticket
  approve: but check the logs first
  yes and also update the changelog
  I like it, only the naming is off
  make it faster
  30 seconds is enough
  15 s is too short for uploads
  The second hunk is wrong
  leave out src/limits.ts
  This breaks the API for mobile clients.
  What is retryLimit? I would call it maxRetries.
  Why 15? Other services use 30. Use 30 here too.
  don't touch the config, change the default in code
  I do not agree with the second file
  Do not rename the method; deprecate it.
  Only change the server, please.
  drop gzip
  Bitte eine Konstante verwenden
  nein, lieber 30 Sekunden
  Ja, aber bitte ohne die zweite Datei
  Sieht gut aus, aber der Name passt nicht zum Rest
  Das Limit gehört in die Konfiguration.
  nicht die Datei löschen, nur umbenennen
  Änderungen: bitte 30 Sekunden
  Hallo,¶¶der Test fehlt noch.¶¶Danke
  oui, mais gardez l'ancien nom
  Non, plutôt trente secondes
  Il manque un test pour la liste vide
  très bien, mais sans le deuxième fichier
  sí, pero mantén el nombre anterior
  Usa una constante en vez del número
  no, mejor treinta segundos
  falta una prueba para la lista vacía
  sim, mas mantenha o nome antigo
  Use uma constante em vez do número
  sì, ma mantieni il vecchio nome
  Manca un test per la lista vuota
  ja, maar houd de oude naam
  Gebruik liever een constante voor de limiet
  tak, ale zostaw starą nazwę
  Użyj stałej zamiast liczby
  да, но оставьте старое имя
  Используйте константу вместо числа
  はい、でも名前はそのままにしてください
  タイムアウトを30秒にしてください
  テストを追加してください
  可以，但是请保留原来的名字
  请把超时时间改成三十秒
  缺少空列表的测试用例
  changes: use 30 s
  Changes requested: rename it
  3: smaller batches
  feedback: smaller
  yes if the tests pass, but not before they ran on staging
`);

/** Neither a decision nor a wish: asked back. */
export const NO_WISH = lines(`
  ok?
  what does this do?
  What does this do? And why?
  Hi Parley,¶¶why 15 seconds?¶¶Thanks
  can you explain the second hunk?
  is this safe?
  Ist das sicher?
  Warum 15 Sekunden?
  Pourquoi quinze secondes ?
  ¿Por qué quince segundos?
  Почему 15 секунд?
  なぜ15秒ですか
  これは安全ですか？
  这样安全吗
  hm
  hmm
  👀
  🤔
  🎉🎉🎉
  :eyes:
  ...
  smaller
  tomorrow
  later
  not now
  not yet
  hold on
  wait a moment please
  I'll look at it tomorrow
  Let me check with Anna first
  one moment, I am in a meeting
  maybe later today when I am back
  I don't know this code
  not sure about this one
  whatever you think is best
  do what you want
  ok let me check
  ok I will look
  fine
  looks good
  Looks great, thanks!
  great work
  yes I read it
  yes I have a question
  yes sir no sir
  I think so
  well, yes
  yes but
  yes, but not today
  yes, and no
  no problem, go ahead
  @anna what do you think of this change
  <@U0123ABCD> please take this one over for me
  changes
  changes:
  changes: none
  3
  1 2
  1, 2
  12
  2 approve
  1 reject
  Ich schaue es mir morgen an
  einen Moment, bin gleich zurück
  sieht gut aus
  noch nicht
  je vais regarder ça demain
  très bien, merci
  pas encore
  no sé qué decir
  lo veo mañana
  vou ver isso amanhã
  non lo so ancora
  ik kijk er morgen naar
  sprawdzę to jutro
  посмотрю это завтра
  отлично, спасибо большое
  いいですね
  ちょっと待ってください
  没问题
  等一下，我看看这个改动
  reject: ok, go ahead
`);
