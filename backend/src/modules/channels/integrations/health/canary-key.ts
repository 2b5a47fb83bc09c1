const KEY = /canary-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** By which words to ourselves are known again. Nobody else can make one that counts: it is compared with what is stored. */
export const canaryKeyIn = (text: string): string | null => KEY.exec(text)?.[0] ?? null;
