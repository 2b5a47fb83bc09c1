/** What one mail may cost (reliability.md T12). More is unreadable, not an error. */
export const MAX_RAW_BYTES = 25 * 1024 * 1024;
export const MAX_DEPTH = 20;
export const MAX_PARTS = 100;
export const MAX_HEADER_BYTES = 256 * 1024;
export const MAX_MILLISECONDS = 1_000;
/** Attachments have to be unpacked, which is slow because they are large and not because they are evil. */
export const MILLISECONDS_PER_MEGABYTE = 100;
/** JavaScript memory of the thread; what is decoded into buffers comes on top and is bounded by the size of the mail. */
export const MAX_MEGABYTES = 128;
