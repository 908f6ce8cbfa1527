import { html, LitElement, nothing, unsafeCSS, type PropertyValues, type TemplateResult } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";

import { ChatStore, type ChatSnapshot } from "./chat-store";
import { CimClearDialog } from "./clear-dialog";
import { CimComposer } from "./composer";
import { entryView } from "./entry-view";
import { FollowController } from "./follow";
import { aboutView, headerView, troubleView } from "./frame-view";
import { icons } from "./icons";
import type { CimPanel } from "./panel";
import type { Choice } from "./protocol";
import { SocketTransport } from "./socket-transport";
import { CimTerm } from "./term";
import base from "./styles/base.css?inline";
import chat from "./styles/chat.css?inline";
import entry from "./styles/entry.css?inline";
import tokens from "./styles/tokens.css?inline";
import { browserStorage } from "./browser-storage";
import type { Transport } from "./transport";
import { isAnswerDue, toEntries, type EntryView } from "./view-model";
import { calendarDay, wording } from "./wording";

/** An answer that comes at once needs no announcement that it is coming. */
const TYPING_AFTER_MS = 400;
/** How long a screen reader is given to take in a restored history in silence. */
const SILENCE_MS = 1_000;

/**
 * The chat: header, conversation, message box, and the panel that shows where it stands.
 *
 * @attr server - origin of the assistant; the page's own by default
 * @attr path - path of Socket.IO there
 * @attr embedded - on a page that has a title of its own; the slot "close" is for a way to close the chat
 * @attr autofocus - put the cursor in the message box at the start; not for a page that embeds the chat
 */
export class CimChat extends LitElement {
  static override styles = [tokens, base, chat, entry].map(unsafeCSS);
  static override properties = {
    server: { type: String },
    path: { type: String },
    embedded: { type: Boolean },
    transport: { attribute: false },
    _snapshot: { state: true },
    _isTyping: { state: true },
    _isSilent: { state: true },
    _notice: { state: true },
    _isPanelOpen: { state: true },
  };

  declare server: string;
  declare path: string;
  declare embedded: boolean;
  /** Another way to the server than Socket.IO; to be set before the element is connected. */
  declare transport: Transport | undefined;
  private declare _snapshot: ChatSnapshot | undefined;
  private declare _isTyping: boolean;
  private declare _isSilent: boolean;
  private declare _notice: string;
  /** Where there is no room for both, the panel is shown instead of the conversation. */
  private declare _isPanelOpen: boolean;

  #store: ChatStore | undefined;
  #entries: readonly EntryView[] = [];
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #follow = new FollowController(this, {
    scroller: () => this.renderRoot.querySelector<HTMLElement>(".scroller"),
    turnStart: () => Array.from(this.renderRoot.querySelectorAll<HTMLElement>(".entry.user")).at(-1) ?? null,
  });

  constructor() {
    super();
    this.server = "";
    this.path = "/socket.io";
    this.embedded = false;
    this._isTyping = false;
    this._isSilent = false;
    this._notice = "";
    this._isPanelOpen = false;
  }

  /** Puts the cursor into the message box. */
  override focus(options?: FocusOptions): void {
    void this.updateComplete.then(() => this.#composer.focus(options));
  }

  /** Takes away what lies over the chat: a question, the meaning of a word. */
  dismiss(): void {
    this.#clearDialog.dismiss();
    CimTerm.dismiss();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Also on a page in another language.
    if (this.lang === "") this.lang = wording.language;
    const transport = this.transport ?? new SocketTransport({ server: this.server, path: this.path });
    const tokenKey = `cim-session${this.server}`;
    this.#store = new ChatStore({
      transport,
      tokens: browserStorage(tokenKey),
      onChange: () => this.#changed(),
    });
    this._snapshot = this.#store.snapshot;
    this.#store.open();
    window.addEventListener("online", this.#networkChanged);
    window.addEventListener("offline", this.#networkChanged);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("online", this.#networkChanged);
    window.removeEventListener("offline", this.#networkChanged);
    clearTimeout(this.#typingTimer);
    clearTimeout(this.#silenceTimer);
    this.#store?.close();
  }

  override willUpdate(changed: PropertyValues): void {
    const snapshot = this._snapshot;
    if (snapshot === undefined || !changed.has("_snapshot")) return;
    const before = changed.get("_snapshot") as ChatSnapshot | undefined;
    const entries = toEntries(snapshot.conversation, { dayOf: calendarDay });
    if (snapshot.restorations !== before?.restorations && this.#entries.length === 0 && entries.length > 0) {
      this.#keepSilent();
    }
    this.#entries = entries;
    this.#watchTyping(snapshot);
  }

  override firstUpdated(): void {
    // A touch screen would answer the focus with its keyboard, over the greeting.
    if (this.hasAttribute("autofocus") && matchMedia("(pointer: fine)").matches) this.#composer.focus();
  }

  override render(): TemplateResult {
    const isWaiting = this.#isWaiting;
    return html`
      <div class=${classMap({ frame: true, embedded: this.embedded, "panel-open": this._isPanelOpen })}>
        ${headerView(this.#askToClear, this.#skip, this.embedded)} ${this.#conversation()} ${this.#footer()}
        <cim-panel
          .state=${this._snapshot?.state ?? null}
          .server=${this.server}
          .glossary=${this._snapshot?.glossary ?? null}
          .whatIf=${this.#whatIf}
          .tick=${this.#tick}
          @choose=${this.#chosenInPanel}
          @toggle=${(event: CustomEvent<boolean>) => (this._isPanelOpen = event.detail)}
        ></cim-panel>
      </div>
      <p class="visually-hidden" role="status">${isWaiting ? wording.typing : this._notice}</p>
      <cim-clear-dialog .remove=${this.#clear}></cim-clear-dialog>
    `;
  }

  get #isWaiting(): boolean {
    return this._isTyping && this._snapshot?.connection === "ready";
  }

  #conversation(): TemplateResult {
    const isWaiting = this.#isWaiting;
    return html`
      <section class="conversation" aria-label=${wording.conversation}>
        <div
          class="scroller"
          role="log"
          tabindex="0"
          aria-label=${wording.messages}
          aria-live=${this._isSilent ? "off" : "polite"}
          aria-relevant="additions"
          @scroll=${() => this.#follow.scrolled()}
        >
          <div class="column">
            ${aboutView("about within")}
            <div class="entries">
              ${repeat(
                this.#entries,
                ({ id }) => id,
                (entry) => entryView(entry, this.#choose, this._snapshot?.glossary ?? null),
              )}
            </div>
            ${isWaiting ? html`<div class="typing" aria-hidden="true"><i></i><i></i><i></i></div>` : nothing}
          </div>
        </div>
        ${this.#follow.atEnd
          ? nothing
          : html`<div class="latest-place column">
              <button class="latest" type="button" aria-label=${wording.latest} @click=${this.#jump}>
                ${icons.down}<span class="label">${wording.latest}</span>
              </button>
            </div>`}
      </section>
    `;
  }

  #footer(): TemplateResult {
    const isAway = this._snapshot?.connection === "away";
    const limit = this._snapshot?.conversation.characterLimit ?? Infinity;
    return html`
      <div class="bottom">
        <div class="trouble" role="status">${isAway ? troubleView(this.#retry) : nothing}</div>
        <cim-composer
          .characterLimit=${limit}
          .error=${this._snapshot?.refusal?.reason ?? ""}
          @say=${this.#say}
        ></cim-composer>
      </div>
    `;
  }

  readonly #say = (event: CustomEvent<string>): void => {
    this.#follow.followTurn();
    this.#store?.say(event.detail);
  };

  readonly #choose = (choice: Choice, event: MouseEvent): void => {
    this.#follow.followTurn();
    this.#store?.choose(choice);
    // Pressed by keyboard (no pointer was down): go on where the next answer may be typed.
    if (event.detail === 0 || matchMedia("(pointer: fine)").matches) this.#composer.focus();
  };

  readonly #chosenInPanel = (event: CustomEvent<Choice>): void => {
    this.#panel.close();
    this.#follow.followTurn();
    this.#store?.choose(event.detail);
    this.#composer.focus();
  };

  readonly #whatIf: CimPanel["whatIf"] = (fact, value) => this.#store?.whatIf(fact, value) ?? Promise.resolve(null);

  readonly #tick: CimPanel["tick"] = (duty, done) => this.#store?.tick(duty, done) ?? Promise.resolve(null);

  readonly #retry = (): void => this.#store?.retryNow();

  readonly #askToClear = (): void => this.#clearDialog.ask();

  readonly #skip = (): void => this.#composer.focus();

  readonly #jump = (): void => {
    this.#follow.goToEnd();
    this.#composer.focus();
  };

  readonly #clear = async (): Promise<boolean> => {
    const done = (await this.#store?.clear()) ?? false;
    if (done) {
      this.#composer.empty();
      this._notice = wording.clear.done;
      // After the dialog has given the focus back to the button that opened it.
      setTimeout(() => this.#composer.focus());
    }
    return done;
  };

  readonly #networkChanged = (): void => {
    if (navigator.onLine && this._snapshot?.connection === "away") this.#store?.retryNow();
    this.requestUpdate();
  };

  #changed(): void {
    const before = this._snapshot;
    const now = this.#store?.snapshot;
    this._snapshot = now;
    if (now === undefined) return;
    if (before?.connection !== now.connection) {
      this._notice = before?.connection === "away" && now.connection === "ready" ? wording.trouble.back : "";
    }
    if (now.refusal?.text && now.refusal !== before?.refusal) this.#composer.giveBack(now.refusal.text);
  }

  #watchTyping(snapshot: ChatSnapshot): void {
    if (!isAnswerDue(snapshot.conversation)) {
      clearTimeout(this.#typingTimer);
      this.#typingTimer = undefined;
      this._isTyping = false;
    } else if (this.#typingTimer === undefined) {
      this.#typingTimer = setTimeout(() => {
        this._isTyping = true;
        this._notice = ""; // it has been heard, and must not come back when the typing is over
      }, TYPING_AFTER_MS);
    }
  }

  #keepSilent(): void {
    this._isSilent = true;
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => (this._isSilent = false), SILENCE_MS);
  }

  get #composer(): CimComposer {
    return this.renderRoot.querySelector("cim-composer") as CimComposer;
  }

  get #panel(): CimPanel {
    return this.renderRoot.querySelector("cim-panel") as CimPanel;
  }

  get #clearDialog(): CimClearDialog {
    return this.renderRoot.querySelector("cim-clear-dialog") as CimClearDialog;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "cim-chat": CimChat;
  }
}
