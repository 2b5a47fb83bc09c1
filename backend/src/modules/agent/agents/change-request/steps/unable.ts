/** The run ends here, and the person is told why in these words. Nothing was changed, unless they say so. */
export class Unable extends Error {}
