import { forms, type Language, phrases } from './language.js';

export const nl: Language = {
  yes: phrases(`ja | jazeker | akkoord | ga akkoord | ik ga akkoord | mee eens | ik ben het ermee eens | goedgekeurd
    | goedkeuren | keur goed | ik keur goed | ik keur het goed | geaccepteerd | accepteer | accepteren | ik accepteer
    | bevestigd | bevestig | bevestigen | ik bevestig | toegestaan | ga je gang | ga door | ga verder | doe het
    | is goed | dat is goed | in orde | zeker | natuurlijk | uiteraard`),
  lead: phrases('ja'),
  requests: phrases('goedkeuren | keur goed | accepteer | accepteren | bevestig | bevestigen'),
  no: phrases(`nee | neen | afgewezen | afwijzen | wijs af | ik wijs af | ik wijs het af | afgekeurd | afkeuren
    | ik keur het af | geweigerd | weigeren | weiger | ik weiger | geen sprake van | verworpen`),
  polite: phrases(`alsjeblieft | alstublieft | aub | bedankt | dank je | dank je wel | dank u | dank u wel | dankjewel
    | dankuwel | hartelijk dank | alvast bedankt`),
  greetings: phrases(`hoi | dag | goedemorgen | goedemiddag | goedenavond | goedendag | hoi parley`),
  negations: phrases('niet | geen | nooit | nee | neen | zonder | noch | niets | niemand'),
  conditions: phrases(`als | indien | mits | tenzij | maar | behalve | alleen | slechts | wanneer | zodra | nadat
    | voordat | tot | misschien | later | morgen | nog niet | wacht | op voorwaarde | hangt ervan af | echter
    | waarschijnlijk | deels | eventueel`),
  all: phrases('alle | allemaal | alles | allen'),
  none: phrases('geen | geen van beide | geen enkele | niets'),
  other: phrases('anders | andere | iets anders'),
  and: phrases('en | evenals'),
  nouns: phrases('optie | nummer | antwoord | keuze'),
  articles: phrases('de | het'),
  ordinals: forms('eerste | tweede | derde | vierde | vijfde'),
  months: forms(`januari/jan | februari/feb | maart/mrt | april/apr | mei | juni/jun | juli/jul | augustus/aug
    | september/sep/sept | oktober/okt | november/nov | december/dec`),
};
