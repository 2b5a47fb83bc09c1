/** One character per byte becomes text, as if all of it were UTF-8. */
export const textOfBytes = (binary: string): string =>
  new TextDecoder().decode(Uint8Array.from(binary, (sign) => sign.charCodeAt(0)));

/** "812 bytes", "3 KB", "1.2 MB" */
export const sizeWords = (bytes: number): string => {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
};

/** How much stands in base64. */
export const bytesIn = (base64: string): number => {
  const padding = base64.endsWith('==') ? 2 : Number(base64.endsWith('='));
  return (base64.length / 4) * 3 - padding;
};

export const base64Of = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
};
