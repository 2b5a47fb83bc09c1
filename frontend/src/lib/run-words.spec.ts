import { expect, it } from 'vitest';
import { stepName } from './run-words';

it('makes words of names, and leaves the names of tools alone', () =>
  expect(['read-ticket', 'look around', 'devtools.get_ticket', 'Add v1.2'].map(stepName)).toEqual([
    'Read ticket',
    'Look around',
    'devtools.get_ticket',
    'Add v1.2',
  ]));
