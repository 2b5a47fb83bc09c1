import { forms, type Language, phrases } from './language.js';

export const es: Language = {
  yes: phrases(`sí | si | claro | claro que sí | por supuesto | vale | de acuerdo | estoy de acuerdo
    | apruebo | lo apruebo | aprobado | aprobada | aprobar | aprueba | aceptado | acepto | lo acepto
    | aceptar | confirmo | lo confirmo | confirmado | confirmar | autorizado | autorizo | lo autorizo | autorizar
    | adelante | procede | proceda | hazlo | hágalo | está bien | dale`),
  lead: phrases('sí'),
  requests: phrases('aprobar | aprueba | aceptar | confirmar | autorizar'),
  no: phrases(`no | rechazo | lo rechazo | rechazado | rechazada | rechazar | rechaza | deniego | denegado | denegada
    | denegar | de ninguna manera | ni hablar | negativo`),
  polite: phrases('por favor | porfa | gracias | muchas gracias | mil gracias | gracias de antemano'),
  greetings: phrases(`hola | buenas | buenos días | buenos dias | buenas tardes | buenas noches
    | hola parley`),
  negations: phrases(`no | nunca | jamás | jamas | ningún | ninguno | ninguna | nada | sin | tampoco | ni | nadie`),
  conditions: phrases(`si | pero | salvo | excepto | solo | sólo | solamente | cuando | después | despues | antes
    | hasta | quizás | quizas | quizá | tal vez | a lo mejor | más tarde | mas tarde | luego | mañana | todavía no
    | aún no | espera | siempre que | a menos que | con la condición | depende | sin embargo | sino
    | probablemente | en parte`),
  all: phrases('todos | todas | todo | todos ellos | todas ellas'),
  none: phrases('ninguno | ninguna | nada | ninguno de ellos'),
  other: phrases('otro | otra | otra cosa'),
  and: phrases('y | e | además de'),
  nouns: phrases('opción | número | respuesta | elección'),
  articles: phrases('el | la | lo'),
  ordinals: forms(`primero/primera/primer | segundo/segunda | tercero/tercera/tercer | cuarto/cuarta | quinto/quinta`),
  months: forms(`enero/ene | febrero/feb | marzo/mar | abril/abr | mayo | junio/jun | julio/jul | agosto/ago
    | septiembre/setiembre/sept | octubre/oct | noviembre/nov | diciembre/dic`),
};
