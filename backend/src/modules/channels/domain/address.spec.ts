import { describe, expect, it } from 'vitest';
import { checkAddress } from './address.js';

describe('checkAddress', () => {
  it.each([
    ['EMAIL', ' Mira@Example.ORG ', 'mira@example.org'],
    ['EMAIL', "o'hara+parley@mail.example.co.uk", "o'hara+parley@mail.example.co.uk"],
    ['SLACK', 'U024BE7LH', 'u024be7lh'],
    ['SLACK', ' w012a3cde ', 'w012a3cde'],
    ['SLACK', 'T0ACME/U0MIRA', 't0acme/u0mira'],
  ] as const)('takes %s %j', (type, given, address) => {
    expect(checkAddress(type, given)).toEqual({ ok: true, address });
  });

  it.each([
    ['EMAIL', 'mira'],
    ['EMAIL', 'mira@'],
    ['EMAIL', 'mira@localhost'],
    ['EMAIL', 'mira@example.org, noa@example.org'],
    ['EMAIL', 'Mira <mira@example.org>'],
    ['EMAIL', 'mira@example.org\nBcc: noa@example.org'],
    ['EMAIL', 'mira\u202e@example.org'],
    ['EMAIL', `${'m'.repeat(250)}@example.org`],
    ['SLACK', 'mira@example.org'],
    ['SLACK', '@mira'],
    ['SLACK', 'T0ACME/'],
    ['SLACK', 'T0ACME/T0ACME/U0MIRA'],
    ['SLACK', 'C0ACME/U0MIRA'],
    ['SLACK', 'C024BE7LH'],
    ['SLACK', 'U024 BE7LH'],
    ['SLACK', 'U1'],
  ] as const)('refuses %s %j', (type, given) => {
    expect(checkAddress(type, given)).toMatchObject({ ok: false, problem: expect.stringContaining('such as') });
  });
});
