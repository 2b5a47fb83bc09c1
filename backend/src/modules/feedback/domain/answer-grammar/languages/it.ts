import { forms, type Language, phrases } from './language.js';

export const it: Language = {
  yes: phrases(`sì | si | certo | certamente | va bene | d'accordo | sono d'accordo | approvo | lo approvo | approvato
    | approvata | approva | approvare | accetto | lo accetto | accettato | accettare | confermo | lo confermo
    | confermato | confermare | autorizzo | autorizzato | autorizzare | procedi | proceda | procedete | fallo
    | avanti | vai avanti | ovviamente | assolutamente sì`),
  lead: phrases('sì'),
  requests: phrases('approva | approvare | accettare | confermare | autorizzare'),
  no: phrases(`no | rifiuto | lo rifiuto | rifiutato | rifiutata | rifiutare | rifiuta | respinto | respinta | respingo
    | respingere | nego | negato | negare | assolutamente no`),
  polite: phrases('per favore | per piacere | per cortesia | grazie | grazie mille | molte grazie | tante grazie'),
  greetings: phrases('ciao | salve | buongiorno | buonasera | buon pomeriggio | ciao parley'),
  negations: phrases(`non | no | mai | nessun | nessuno | nessuna | niente | nulla | senza | né | neanche | nemmeno
    | neppure`),
  conditions: phrases(`se | ma | però | tranne | eccetto | salvo | solo | soltanto | quando | dopo | prima | finché
    | forse | magari | più tardi | domani | non ancora | aspetta | aspetti | a condizione | purché | a meno che
    | dipende | oppure | tuttavia | invece | probabilmente | in parte`),
  all: phrases('tutti | tutte | tutto | tutti quanti'),
  none: phrases('nessuno | nessuna | niente | nessuno di questi'),
  other: phrases('altro | altra | qualcos altro'),
  and: phrases('e | ed | nonché'),
  nouns: phrases('opzione | numero | risposta | scelta'),
  articles: phrases('il | la | lo'),
  ordinals: forms('primo/prima | secondo/seconda | terzo/terza | quarto/quarta | quinto/quinta'),
  months: forms(`gennaio/gen | febbraio/feb | marzo/mar | aprile/apr | maggio/mag | giugno/giu | luglio/lug | agosto/ago
    | settembre/set/sett | ottobre/ott | novembre/nov | dicembre/dic`),
};
