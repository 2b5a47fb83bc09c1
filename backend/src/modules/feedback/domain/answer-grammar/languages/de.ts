import { forms, type Language, phrases } from './language.js';

export const de: Language = {
  yes: phrases(`ja | j | jap | jep | jawohl | gerne | ja gerne | einverstanden | bin einverstanden
    | ich bin einverstanden | genehmigt | genehmige | ich genehmige | ich genehmige es | ich genehmige das
    | genehmigen | freigegeben | freigeben | ich gebe frei | freigabe erteilt | zugestimmt | stimme zu | ich stimme zu
    | zustimmung | angenommen | akzeptiert | ich akzeptiere | bestätigt | bestätige | ich bestätige | bestätigen
    | in ordnung | geht in ordnung | klar | na klar | natürlich | selbstverständlich | passt | mach das | mach es
    | leg los | los geht's | ja bitte`),
  lead: phrases('ja | jap | jep'),
  requests: phrases('genehmigen | freigeben | bestätigen | zustimmung'),
  no: phrases(`nein | nö | abgelehnt | ablehnen | lehne ab | ich lehne ab | ich lehne es ab | ich lehne das ab
    | verweigert | verweigern | zurückgewiesen | auf keinen fall | keinesfalls`),
  polite: phrases(`bitte | bitte schön | bitteschön | danke | danke schön | dankeschön | danke sehr | vielen dank
    | besten dank | herzlichen dank | danke dir | danke ihnen`),
  greetings: phrases(`hallo | guten tag | guten morgen | guten abend | moin | servus | grüß gott | grüezi
    | hallo parley`),
  negations: phrases(`nicht | kein | keine | keinen | keiner | keinem | keines | nie | niemals | nein | weder | ohne
    | keinesfalls | nichts | niemand | keineswegs`),
  conditions: phrases(`wenn | falls | sofern | aber | außer | ausser | nur | erst | sobald | nachdem | bevor | bis
    | vielleicht | eventuell | später | morgen | noch nicht | moment | warte | warten | oder | es sei denn
    | unter der bedingung | vorausgesetzt | eigentlich | mal sehen | sondern | jedoch | allerdings | teilweise
    | vermutlich | wahrscheinlich | je nachdem | vorerst`),
  all: phrases('alle | alles | sämtliche | alle davon'),
  none: phrases('keine | keiner | keines | keins | nichts | nichts davon | keine davon | keines davon'),
  other: phrases('andere | anderes | sonstiges | etwas anderes'),
  and: phrases('und | sowie'),
  nouns: phrases('nummer | option | auswahl | antwort | punkt'),
  articles: phrases('der | die | das | den'),
  ordinals: forms(`erste/ersten/erster/erstes | zweite/zweiten/zweiter/zweites | dritte/dritten/dritter/drittes
    | vierte/vierten/vierter/viertes | fünfte/fünften/fünfter/fünftes`),
  months: forms(`januar/jänner/jan | februar/feb | märz/mär | april/apr | mai | juni/jun | juli/jul | august/aug
    | september/sep/sept | oktober/okt | november/nov | dezember/dez`),
};
