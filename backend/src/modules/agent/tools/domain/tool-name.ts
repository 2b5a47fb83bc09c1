const NAME = /^[A-Za-z0-9_.-]{1,128}$/;

/**
 * What stands in an approval must be the very name, so a name is refused that could be shown as another one: no look-alike
 * letters, no invisible ones, nothing that has to be cut (T27). MCP asks for the same letters (SEP-986).
 * @returns why it cannot be used; null: it can
 */
export const problemOfToolName = (name: string): string | null => {
  if (name.length > 128) return 'its name is longer than 128 letters';
  if (!NAME.test(name))
    return `its name is not made of letters, digits, "_", "-" and "." alone: ${JSON.stringify(name)}`;
  return null;
};
