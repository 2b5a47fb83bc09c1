import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../../config/index.js';
import { readWorkflows } from './read-workflows.js';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-list-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const read = (content: string) => {
  const file = join(folder, 'workflows.json');
  writeFileSync(file, content);
  return readWorkflows(file);
};

describe('readWorkflows', () => {
  it('needs a name and a description', () => {
    const [workflow] = read('{"workflows": [{"name": "w", "description": "Works."}]}');
    expect(workflow).toMatchObject({ name: 'w', firstMs: 10_000, idleMs: 20_000, gapMs: 1_000, totalMs: 600_000 });
  });

  it('reads the list of the sample', () => {
    const file = join(projectRoot(), 'sandbox/agents/workflow/workflows.json');
    expect(readWorkflows(file).map(({ name }) => name)).toEqual(['storyteller', 'travel-desk']);
  });

  it.each([
    ['{', /cannot be read/],
    ['[]', /the file/],
    ['{"workflows": [{"name": "Not So", "description": "x"}]}', /workflows\.0\.name must be lower-case/],
    [
      '{"workflows": [{"name": "w", "description": "x"}, {"name": "w", "description": "y"}]}',
      /workflows has a name twice/,
    ],
    ['{"workflows": [{"name": "w", "description": "x", "firstMs": 1, "colour": "red"}]}', /firstMs.*colour/s],
  ])('says what is wrong with %s', (content, problem) => {
    expect(() => read(content)).toThrow(problem);
  });
});
