// The load generator, a process of its own: it must not share an event loop with what it measures.
import { serve } from '../lib/child.js';
import { answers } from './answers.js';
import { failovers } from './failovers.js';
import { fanOut } from './fan-out.js';
import { firstTokens } from './first-token.js';
import { closeMany, openMany, pokeMany } from './many-sockets.js';
import { prime, saturated, steady } from './messages.js';
import { rawInserts } from './raw-inserts.js';
import { gets, resumes } from './reads.js';
import { runs } from './runs.js';
import { streams } from './streams.js';
import { switches } from './switches.js';

serve({
  ...{
    answers,
    failovers,
    fanOut,
    firstTokens,
    gets,
    prime,
    rawInserts,
    resumes,
    runs,
    saturated,
    steady,
    streams,
    switches,
  },
  ...{ closeMany, openMany, pokeMany },
});
