import { forms, type Language, phrases } from './language.js';

export const en: Language = {
  yes: phrases(`yes | y | yeah | yep | yup | sure | sure thing | of course | certainly | absolutely | definitely
    | agreed | i agree | approve | approve it | approve this | approved | i approve | i approve it | i approve this
    | accept | accept it | accepted | i accept | confirm | confirmed | i confirm | go ahead | go for it | do it
    | proceed | please proceed | please go ahead | please do | please do it | please do so | ship it | lgtm
    | looks good to me | sounds good | sounds good to me | fine by me | fine with me | granted | permission granted
    | allow | allow it | affirmative | you may | let's do it`),
  lead: phrases('yes | yeah | yep | sure'),
  requests: phrases('approve | approve it | approve this | accept | accept it | confirm | allow | allow it'),
  no: phrases(`no | n | nope | nah | no way | reject | rejected | reject it | reject this | i reject | i reject it
    | i reject this | deny | denied | i deny | decline | declined | i decline | refuse | refused | i refuse | veto
    | negative | disapproved | i disapprove | i disagree`),
  polite: phrases(`please | pls | plz | thanks | thank you | thank you very much | thanks a lot | many thanks | thx
    | thanks in advance | cheers`),
  greetings: phrases(`hi | hello | hey | hi there | hello there 
    | good morning | good afternoon | good evening | hi parley | hello parley | hey parley`),
  negations: phrases(`not | no | don't | dont | never | none | without | cannot | can't | cant | won't | wont
    | wouldn't | shouldn't | isn't | isnt | doesn't | didn't | neither | nor | nothing | nobody | no longer
    | anything but | hardly`),
  conditions: phrases(`if | unless | but | except | excluding | only | when | once | after | before | until | provided
    | as long as | assuming | maybe | perhaps | probably | possibly | depends | later | tomorrow | wait | hold on
    | hmm | i think | i guess | or | instead | however | although | almost | might | partially | kind of | actually
    | on condition`),
  all: phrases('all | all of them | all of these | every one | everything | every option | all options'),
  none: phrases('none | none of them | none of these | none of the above | nothing | no option'),
  other: phrases('other | another | something else'),
  and: phrases('and | plus | as well as'),
  nouns: phrases('option | choice | number | item | answer | one | ones'),
  articles: phrases('the'),
  ordinals: forms('first | second | third | fourth | fifth'),
  months: forms(`january/jan | february/feb | march/mar | april/apr | may | june/jun | july/jul | august/aug
    | september/sep/sept | october/oct | november/nov | december/dec`),
};
