/** What vitest reports of one test. */
export interface TestReport {
  ancestorTitles: string[];
  title: string;
  status: string;
  failureMessages: string[];
}

export type Verdict = { kind: 'passed' } | { kind: 'caught'; by: string } | { kind: 'unclear'; why: string };

/** What vitest's matchers throw; not a time-out of the harness, a compile error, or a crash on the way. */
const ASSERTION = /^AssertionError\b/;
const NOT_RUN: ReadonlySet<string> = new Set(['skipped', 'pending', 'todo', 'disabled']);
const nameOf = ({ ancestorTitles, title }: TestReport) => [...ancestorTitles, title].join(' > ');
const firstLine = (text: string) => text.split('\n')[0] ?? '';

/** What became of one named test. Only a failure of its own assertion shows that the test has seen the bug. */
export const verdictOn = (name: string, reports: readonly TestReport[]): Verdict => {
  const ran = reports.filter((report) => nameOf(report) === name && !NOT_RUN.has(report.status));
  const [report] = ran;
  if (!report || ran.length > 1) return { kind: 'unclear', why: `"${name}" ran ${ran.length} times` };
  if (report.status === 'passed') return { kind: 'passed' };
  const [message] = report.failureMessages;
  if (message && ASSERTION.test(message)) return { kind: 'caught', by: firstLine(message) };
  return { kind: 'unclear', why: `failed, but by no assertion of its own: ${firstLine(message ?? report.status)}` };
};
