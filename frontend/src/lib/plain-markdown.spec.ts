import { expect, it } from 'vitest';
import { plainMarkdown } from './plain-markdown';

it.each([
  ['# The question that waited', 'The question that waited'],
  ['> **Su', 'Su'],
  ['> - [ ] one\n> - two', 'one two'],
  ['| | |', ''],
  ['| Name | Rows |\n|---|---:|\n| a_b | 3 |', 'Name, Rows a_b, 3'],
  ['a **bold** and _leaning_ word, `code`, ~~gone~~', 'a bold and leaning word, code, gone'],
  ['storage.delete_objects on snake_case_name', 'storage.delete_objects on snake_case_name'],
  ['2 * 3 * 4 is 24, and #3 costs 5 > 4', '2 * 3 * 4 is 24, and #3 costs 5 > 4'],
  ['see [the log](https://x.example/a_b "Log") and ![a chart](c.png)', 'see the log and a chart'],
  ['before\n```ts\nconst x = 1;\n```\nafter', 'before (code) after'],
  ['1. one\n2. two\n\n---\n* three', 'one two three'],
  ['plain words, as they are', 'plain words, as they are'],
])('%j reads %j', (text, plain) => expect(plainMarkdown(text)).toBe(plain));
