/** A short text that outlives the page, such as the session token. Storage may be forbidden: then it lives as long as the page. */
export interface TextStorage {
  load(): string | null;
  save(text: string): void;
}

export function browserStorage(key: string): TextStorage {
  let fallback: string | null = null;
  return {
    load: () => {
      try {
        return localStorage.getItem(key) ?? fallback;
      } catch {
        return fallback;
      }
    },
    save: (text) => {
      fallback = text;
      try {
        localStorage.setItem(key, text);
      } catch {
        // Private windows and strict settings refuse; the fallback holds it.
      }
    },
  };
}
