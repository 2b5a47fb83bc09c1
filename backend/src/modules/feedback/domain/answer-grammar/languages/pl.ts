import { forms, type Language, phrases } from './language.js';

export const pl: Language = {
  yes: phrases(`tak | zgoda | zgadzam się | zgadzam sie | zatwierdzam | zatwierdzone | zatwierdzono | zatwierdź
    | zatwierdz | zatwierdzić | akceptuję | akceptuje | zaakceptowane | zaakceptowano | zaakceptuj | potwierdzam
    | potwierdzone | potwierdź | pozwalam | zezwalam | oczywiście | oczywiscie | jasne | dobrze | w porządku
    | w porzadku | śmiało | zrób to | zrob to | kontynuuj | działaj`),
  lead: phrases('tak'),
  requests: phrases('zatwierdź | zatwierdz | zatwierdzić | zaakceptuj | potwierdź'),
  no: phrases(`nie | odrzucam | odrzucone | odrzucono | odrzuć | odrzuc | odrzucić | odmawiam | odmowa
    | sprzeciwiam się | w żadnym wypadku`),
  polite: phrases(`proszę | prosze | dziękuję | dziekuje | dzięki | dzieki | bardzo dziękuję | z góry dziękuję`),
  greetings: phrases('cześć | czesc | dzień dobry | dzien dobry | dobry wieczór | witam | witaj | hej'),
  negations: phrases('nie | nigdy | żaden | żadna | żadne | zaden | bez | ani | nic | nikt | żadnym'),
  conditions: phrases(`jeśli | jesli | jeżeli | jezeli | ale | chyba | chyba że | tylko | gdy | kiedy | dopiero | aż
    | może | moze | później | pozniej | jutro | jeszcze nie | czekaj | poczekaj | pod warunkiem | zależy | albo | lub
    | jednak | lecz | oprócz | prawdopodobnie | częściowo | najpierw`),
  all: phrases('wszystkie | wszystko | wszyscy'),
  none: phrases('żaden | żadna | żadne | nic | żadne z nich'),
  other: phrases('inne | inny | inna | coś innego'),
  and: phrases('i | oraz'),
  nouns: phrases('opcja | numer | odpowiedź | wybór'),
  articles: [],
  ordinals: forms(`pierwszy/pierwsza/pierwsze/pierwszą | drugi/druga/drugie/drugą | trzeci/trzecia/trzecie/trzecią
    | czwarty/czwarta/czwarte/czwartą | piąty/piąta/piąte/piątą`),
  months: forms(`stycznia/styczeń | lutego/luty | marca/marzec | kwietnia/kwiecień | maja/maj | czerwca/czerwiec
    | lipca/lipiec | sierpnia/sierpień | września/wrzesień | października/październik | listopada/listopad
    | grudnia/grudzień`),
};
