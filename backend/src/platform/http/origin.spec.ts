import { expect, it } from 'vitest';
import { isAllowedOrigin } from './origin.js';

const allowed = ['https://parley.example', 'http://localhost:3000'];

it.each(allowed)('lets %s in', (origin) => expect(isAllowedOrigin(origin, allowed)).toBe(true));

it.each([
  undefined,
  '',
  'null',
  'https://parley.example.evil.example',
  'https://evilparley.example',
  'https://app.parley.example',
  'https://parley.example:8443',
  'http://parley.example',
  'http://localhost:3001',
  'http://localhost',
])('keeps %s out', (origin) => expect(isAllowedOrigin(origin, allowed)).toBe(false));
