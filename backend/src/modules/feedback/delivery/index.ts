import { AttemptRepository } from './attempt.repository.js';
import { AttemptLine } from './attempt-line.repository.js';
import { AttemptResults } from './attempt-results.js';
import { ChannelGate } from './channel-gate.js';
import { ClimbRepository } from './climb.repository.js';
import { ClimbLadders } from './climb-ladders.use-case.js';
import { CloseRequest } from './close-request.use-case.js';
import { DeliverAttempt } from './deliver-attempt.use-case.js';
import { DeliveryTokens } from './delivery-tokens.js';
import { FirstDeliveries } from './first-delivery.js';
import { LiveWords } from './live-words.js';
import { Outgoing } from './outgoing.js';
import { Planner } from './planner.js';
import { Projections } from './projections.js';
import { ReturnDelivery } from './return-delivery.use-case.js';
import { SendNote } from './send-note.js';
import { ShowDeliveries } from './show-deliveries.use-case.js';
import { SituationRepository } from './situation.repository.js';
import { WordsRepository } from './words.repository.js';

/** How a request is brought to its person: the ladder, the attempts, the cards that stand elsewhere. */
export const DELIVERY_PROVIDERS = [
  AttemptLine,
  AttemptRepository,
  AttemptResults,
  ChannelGate,
  ClimbLadders,
  ClimbRepository,
  CloseRequest,
  DeliverAttempt,
  DeliveryTokens,
  FirstDeliveries,
  LiveWords,
  Outgoing,
  Planner,
  Projections,
  ReturnDelivery,
  SendNote,
  ShowDeliveries,
  SituationRepository,
  WordsRepository,
];
