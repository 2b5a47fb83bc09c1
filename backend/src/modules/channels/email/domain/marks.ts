/** The first line that is seen in every mail of ours: what stands above it in a reply, the person wrote. */
export const SENTINEL = '=== Reply above this line ===';

/** The header that is on everything we send. It holds the key of the send. */
export const MARKER_NAME = 'X-Parley-Delivery';
/** The same as parsers give it. */
export const MARKER_HEADER = 'x-parley-delivery';

/** In the name of every sender that is us, beside that of the agent. */
export const OUR_NAME = 'Parley';
