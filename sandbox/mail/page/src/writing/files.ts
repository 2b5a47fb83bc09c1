import { base64Of } from '../lib/bytes';

/** As the control API takes it. */
export interface ChosenFile {
  key: string;
  filename: string;
  mimeType: string;
  base64: string;
}

export const readFiles = (files: readonly File[]): Promise<ChosenFile[]> =>
  Promise.all(
    files.map(async (file) => ({
      ...{ key: crypto.randomUUID(), filename: file.name, mimeType: file.type || 'application/octet-stream' },
      base64: await base64Of(file),
    })),
  );
