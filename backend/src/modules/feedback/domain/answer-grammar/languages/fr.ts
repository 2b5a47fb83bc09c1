import { forms, type Language, phrases } from './language.js';

export const fr: Language = {
  yes: phrases(`oui | ouais | d'accord | je suis d'accord | c'est d'accord | approuvé | approuvée | approuver
    | approuve | j'approuve | accepté | accepter | j'accepte | validé | valider | je valide | confirmé | confirmer
    | je confirme | autorisé | autoriser | j'autorise | accordé | bien sûr | bien sur | certainement | absolument
    | tout à fait | volontiers | allez-y | vas-y | ça marche | ca marche | ça me va | ca me va | feu vert`),
  lead: phrases('oui'),
  requests: phrases('approuver | approuve | accepter | valider | confirmer | autoriser'),
  no: phrases(`non | refusé | refuser | je refuse | rejeté | rejeter | je rejette | je décline | hors de question
    | je m'oppose`),
  polite: phrases(`merci | merci beaucoup | merci bien | s'il vous plaît | s'il vous plait | s'il te plaît
    | s'il te plait | svp | stp | merci d'avance`),
  greetings: phrases('bonjour | salut | bonsoir | coucou | bonjour parley'),
  negations: phrases('pas | ne | non | jamais | aucun | aucune | sans | ni | rien | personne | nullement'),
  conditions: phrases(`si | mais | sauf | seulement | uniquement | quand | lorsque | dès que | après | avant
    | jusqu'à | peut-être | peut être | plus tard | demain | pas encore | attends | attendez | ou | à condition
    | pourvu que | à moins que | sinon | cependant | toutefois | excepté | plutôt | probablement | ça dépend
    | en partie`),
  all: phrases('tous | toutes | tout | tous ceux-ci'),
  none: phrases("aucun | aucune | rien | aucun d'eux | aucune d'elles"),
  other: phrases('autre | autre chose'),
  and: phrases('et | ainsi que'),
  nouns: phrases('option | choix | numéro | réponse'),
  articles: phrases('le | la | les'),
  ordinals: forms(`premier/première | deuxième/second/seconde | troisième | quatrième | cinquième`),
  months: forms(`janvier/janv | février/févr/fév | mars | avril/avr | mai | juin | juillet/juil | août | septembre/sept
    | octobre/oct | novembre/nov | décembre/déc`),
};
