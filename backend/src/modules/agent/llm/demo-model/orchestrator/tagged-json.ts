/** What orchestrator.baml writes into a tag, as JSON. The last one counts: earlier ones could stand in a conversation. */
export const taggedJson = <T>(prompt: string, tag: string, otherwise: T): T => {
  const found = [...prompt.matchAll(new RegExp(`<${tag}>\\n([\\s\\S]*?)\\n</${tag}>`, 'g'))].at(-1)?.[1];
  try {
    return found === undefined ? otherwise : (JSON.parse(found) as T);
  } catch {
    return otherwise;
  }
};
