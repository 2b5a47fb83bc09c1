/** Put in by the build (vite.config.ts): the version, and the commit where it is known. */
declare const __PARLEY_VERSION__: string | undefined;

export const VERSION = typeof __PARLEY_VERSION__ === 'string' ? __PARLEY_VERSION__ : 'source';
