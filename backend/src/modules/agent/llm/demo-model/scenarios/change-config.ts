import { question, quote, type Scenario } from '../scenario.js';

/** Two files, three hunks. The line counts are checked by scripts.spec.ts. */
export const CONFIG_DIFF = `diff --git a/config/server.yaml b/config/server.yaml
index 3f1c9aa..8b0e2d4 100644
--- a/config/server.yaml
+++ b/config/server.yaml
@@ -1,6 +1,6 @@
 server:
   host: 0.0.0.0
   port: 8080
-  requestTimeoutMs: 60000
+  requestTimeoutMs: 15000
   keepAlive: true
   compression: gzip
@@ -21,5 +21,7 @@ limits:
 limits:
   bodyBytes: 1048576
-  uploadsPerHour: 500
+  uploadsPerHour: 120
+  # Each upload holds a worker for up to two minutes.
+  uploadsAtOnce: 8
   headerBytes: 16384
 logging:
diff --git a/src/limits.ts b/src/limits.ts
index 77d1c02..c2b9f10 100644
--- a/src/limits.ts
+++ b/src/limits.ts
@@ -8,7 +8,8 @@ export interface Limits {
 
 export const readLimits = (file: ConfigFile): Limits => ({
   bodyBytes: file.limits.bodyBytes,
-  uploadsPerHour: file.limits.uploadsPerHour ?? 500,
+  uploadsPerHour: file.limits.uploadsPerHour ?? 120,
+  uploadsAtOnce: file.limits.uploadsAtOnce ?? 8,
   headerBytes: file.limits.headerBytes,
 });
 
`;

/** The time-out that the person asks for, in seconds. */
const secondsIn = (wish: string): number => {
  const seconds = Number(/\b([1-9]\d{0,2})\b/.exec(wish)?.[1] ?? 30);
  return seconds === 15 ? 30 : seconds;
};

const withTimeout = (seconds: number): string =>
  CONFIG_DIFF.replace('requestTimeoutMs: 15000', `requestTimeoutMs: ${seconds}000`);

/** What each hunk does, by the name that an approval in part gives it. */
const PLACES: Readonly<Record<string, string>> = {
  'config/server.yaml#0': '`config/server.yaml`: a shorter request time-out',
  'config/server.yaml#1': '`config/server.yaml`: 120 uploads an hour, at most 8 at once',
  'src/limits.ts#0': '`src/limits.ts`: the same numbers as defaults',
};

export const changeConfig: Scenario = {
  name: 'change a config',
  when: /\b(config|configuration|updat(e|ing)|refactor(ing)?)\b/i,
  thought: 'I have a change ready. It is applied only when you approve the diff.',
  questions: [
    question({
      type: 'APPROVAL',
      question: 'Shall I apply this change of the limits?',
      context: 'Shorter time-outs and fewer parallel uploads keep the workers free. Two files, three places.',
      diff: CONFIG_DIFF,
    }),
  ],
  revised: (wish) =>
    question({
      type: 'APPROVAL',
      question: 'Shall I apply the revised change of the limits?',
      context: `You wanted ${quote(wish)}: the request time-out is ${secondsIn(wish)} s now, the rest is as before.`,
      diff: withTimeout(secondsIn(wish)),
    }),
  reply: ({ answers }) => {
    const picked = answers[0]?.value.approvedHunks;
    const all = Object.keys(PLACES);
    const approved = Array.isArray(picked) ? all.filter((place) => picked.includes(place)) : all;
    const left = all.filter((place) => !approved.includes(place));
    const lines = (places: string[]) => places.map((place) => `- ${PLACES[place]}`).join('\n');
    return `You approved ${left.length ? `${approved.length} of ${all.length} places` : 'all three places'} of the change:

${lines(approved)}
${left.length ? `\nLeft as it was:\n\n${lines(left)}\n` : ''}
I am the demo model and have no repository here, so no file was really changed.`;
  },
};
