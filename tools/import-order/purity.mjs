import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What no import shows: globals that make code depend on the clock, on chance or on the environment. */
const scans = [
  {
    files: 'backend/src/**/domain/**/*.ts',
    forbidden:
      /\b(process\.env|Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|setTimeout\(|setInterval\(|fetch\()/,
    why: 'a domain part is pure: pass time, chance and settings in',
  },
  {
    files: 'backend/src/**/*.ts',
    // The child process of `migrate` inherits the environment; nothing is read from it.
    except: ['backend/src/config/', 'backend/src/generated/', 'backend/src/platform/postgres/migrate.ts'],
    // Writing is allowed: some libraries take their settings from nowhere else.
    forbidden: /\bprocess\.env\b(?!\.\w+ = )/,
    why: 'config/ is the only reader of process.env',
  },
];

const code = (line) => line.replace(/\/\/.*$|\/\*.*$|^\s*\*.*$/, '');

/** One line per forbidden use under `base`, as `file:line: text (why)`. */
export function impurities(base) {
  return scans.flatMap(({ files, except = [], forbidden, why }) =>
    globSync(files, { cwd: base })
      .filter((file) => !/\.spec\.ts$/.test(file) && !except.some((prefix) => file.startsWith(prefix)))
      .flatMap((file) =>
        readFileSync(join(base, file), 'utf8')
          .split('\n')
          .flatMap((line, index) =>
            forbidden.test(code(line)) ? [`${file}:${index + 1}: ${line.trim()} (${why})`] : [],
          ),
      ),
  );
}
