/** What a host page may set on the script tag: `data-server`, `data-path`, `data-side`, `data-label`. */

export interface WidgetOptions {
  /** Origin of the assistant. */
  readonly server: string;
  /** Path of Socket.IO there. */
  readonly path: string;
  readonly side: "left" | "right";
  /** What stands on the launcher; null for the usual. */
  readonly label: string | null;
}

/** `source` is the address of the script itself: the assistant is where the script is from, unless told otherwise. */
export function readOptions(data: Readonly<Record<string, string | undefined>>, source: string): WidgetOptions {
  return {
    server: originOf(data["server"]) ?? originOf(source) ?? "",
    path: data["path"]?.startsWith("/") === true ? data["path"] : "/socket.io",
    side: data["side"] === "left" ? "left" : "right",
    label: data["label"]?.trim() || null,
  };
}

function originOf(address: string | undefined): string | null {
  try {
    const { origin, protocol } = new URL(address ?? "");
    return protocol === "https:" || protocol === "http:" ? origin : null;
  } catch {
    return null;
  }
}
