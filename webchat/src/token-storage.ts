/** Where the session token is kept between visits. Storage may be forbidden: then it lives as long as the page. */
export interface TokenStorage {
  load(): string | null;
  save(token: string): void;
}

export function browserTokenStorage(key: string): TokenStorage {
  let fallback: string | null = null;
  return {
    load: () => {
      try {
        return localStorage.getItem(key) ?? fallback;
      } catch {
        return fallback;
      }
    },
    save: (token) => {
      fallback = token;
      try {
        localStorage.setItem(key, token);
      } catch {
        // Private windows and strict settings refuse; the fallback holds it.
      }
    },
  };
}
