import { describe, expect, it } from 'vitest';
import { faultsInMessage, readDemoFault } from './demo-faults.js';

const functions = ['AnalyseRequest', 'Respond'];
const brief = (text: string) =>
  faultsInMessage(text, 'r1', functions).map(({ fault, times, match }) => [fault.kind, times, match?.fn]);

describe('faultsInMessage', () => {
  it.each([
    ['[[demo:429x2]] hi', [['429', 2, undefined]]],
    ['hi [[DEMO: Cut]]', [['cut', 1, undefined]]],
    ['[[demo:cut@respond]]', [['cut', 1, 'Respond']]],
    [
      '[[demo:500x2@analyse]] and [[demo:slow]]',
      [
        ['500', 2, 'AnalyseRequest'],
        ['slow', 1, undefined],
      ],
    ],
    ['[[demo:fire]] [[demo:429x0]] [[demo]] demo:500', []],
  ])('%j', (text, rules) => expect(brief(text)).toEqual(rules));

  it('spoils the run of that message only', () => {
    expect(faultsInMessage('[[demo:500]]', 'r1', functions)[0]?.match).toEqual({ runId: 'r1' });
  });
});

describe('readDemoFault', () => {
  it.each([
    ['cut', { kind: 'cut', retryAfterS: 1 }],
    [
      { kind: '429', retryAfterS: 3 },
      { kind: '429', retryAfterS: 3 },
    ],
  ])('reads %j', (value, fault) => expect(readDemoFault(value)).toEqual(fault));

  it.each([['fire'], [{}], [undefined]])('refuses %j', (value) =>
    expect(() => readDemoFault(value)).toThrow(TypeError),
  );
});
