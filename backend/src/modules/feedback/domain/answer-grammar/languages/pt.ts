import { forms, type Language, phrases } from './language.js';

export const pt: Language = {
  yes: phrases(`sim | claro | claro que sim | com certeza | certamente | de acordo | concordo | estou de acordo
    | aprovo | eu aprovo | aprovado | aprovada | aprovar | aprove | aceito | eu aceito | aceitar | confirmo
    | confirmado | confirmar | autorizo | autorizado | autorizar | pode prosseguir | pode continuar | pode fazer
    | prossiga | prosseguir | vá em frente | va em frente | está bem | positivo`),
  lead: phrases('sim'),
  requests: phrases('aprovar | aprove | aceitar | confirmar | autorizar'),
  no: phrases(`não | nao | rejeito | eu rejeito | rejeitado | rejeitada | rejeitar | rejeite | recuso | eu recuso
    | recusado | recusada | recusar | nego | negado | negar | de jeito nenhum | nem pensar | negativo`),
  polite: phrases('por favor | obrigado | obrigada | muito obrigado | muito obrigada | obrigado desde já'),
  greetings: phrases('olá | ola | oi | bom dia | boa tarde | boa noite | olá parley'),
  negations: phrases('não | nao | nunca | jamais | nenhum | nenhuma | nada | sem | nem | ninguém | tampouco'),
  conditions: phrases(`se | mas | exceto | salvo | só | somente | apenas | quando | depois | antes | até | talvez
    | mais tarde | amanhã | ainda não | espera | espere | desde que | a menos que | caso | depende | porém | contudo
    | provavelmente | em parte | com a condição | ou`),
  all: phrases('todos | todas | tudo | todos eles'),
  none: phrases('nenhum | nenhuma | nada | nenhum deles'),
  other: phrases('outro | outra | outra coisa'),
  and: phrases('e | assim como'),
  nouns: phrases('opção | número | resposta | escolha'),
  articles: phrases('o | a'),
  ordinals: forms(`primeiro/primeira | segundo/segunda | terceiro/terceira | quarto/quarta | quinto/quinta`),
  months: forms(`janeiro/jan | fevereiro/fev | março/mar | abril/abr | maio | junho/jun | julho/jul | agosto/ago
    | setembro/set | outubro/out | novembro/nov | dezembro/dez`),
};
