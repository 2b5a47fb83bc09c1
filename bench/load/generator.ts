// The load generator, a process of its own: it must not share an event loop with what it measures.
import { serve } from '../lib/child.js';
import { answers } from './answers.js';
import { failovers } from './failovers.js';
import { firstTokens } from './first-token.js';
import { prime, saturated, steady } from './messages.js';
import { rawInserts } from './raw-inserts.js';
import { switches } from './switches.js';

serve({ answers, failovers, firstTokens, prime, rawInserts, saturated, steady, switches });
