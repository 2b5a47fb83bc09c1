/**
 * The only place that loads BAML. Its native part prints whole prompts at its default level, and a stack trace for each
 * answer that is no JSON; it reads these variables once, while it is loaded. Hence the dynamic imports: a bundler moves
 * static ones to the top, before the assignments.
 */
process.env.BAML_LOG = 'off';
process.env.BAML_INTERNAL_LOG = 'off';

export const { ClientRegistry } = await import('@boundaryml/baml');
export const { b } = await import('../../../generated/baml_client/index.js');
