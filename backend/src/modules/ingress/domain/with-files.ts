/** Words, and what came along with them: files stay where they were sent, and are named. */
export const withFiles = (text: string, files: readonly string[] = []): string => {
  if (files.length === 0) return text;
  return [text.trim(), `Attached, and not kept here: ${files.join(', ')}`].filter(Boolean).join('\n\n');
};
