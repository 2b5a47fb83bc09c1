/** Web storage that may be closed to us (private windows, policies): then values live as long as the page. */
const memory = new Map<string, string>();

const area = (): Storage | null => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
};

export const storage = {
  get(key: string): string | null {
    try {
      return area()?.getItem(key) ?? memory.get(key) ?? null;
    } catch {
      return memory.get(key) ?? null;
    }
  },
  set(key: string, value: string): void {
    memory.set(key, value);
    try {
      area()?.setItem(key, value);
    } catch {
      // Full or forbidden: the copy in memory serves this page.
    }
  },
  remove(key: string): void {
    memory.delete(key);
    try {
      area()?.removeItem(key);
    } catch {
      // See above.
    }
  },
  /** Forgets everything below a prefix, such as the drafts of a person who signs out. */
  clear(prefix: string): void {
    for (const key of this.keys(prefix)) this.remove(key);
  },
  keys(prefix: string): string[] {
    const local = area();
    const keys = new Set([...memory.keys(), ...(local ? Object.keys(local) : [])]);
    return [...keys].filter((key) => key.startsWith(prefix));
  },
  getJson<T>(key: string, fallback: T): T {
    const text = this.get(key);
    if (text === null) return fallback;
    try {
      return JSON.parse(text) as T;
    } catch {
      return fallback;
    }
  },
  setJson(key: string, value: unknown): void {
    this.set(key, JSON.stringify(value));
  },
};
