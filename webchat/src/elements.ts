/** Makes the elements known to the browser, once, also where two scripts bring them. */
import { CimChat } from "./cim-chat";
import { CimClearDialog } from "./clear-dialog";
import { CimComposer } from "./composer";
import { CimPanel } from "./panel";
import { CimTerm } from "./term";
import { CimTrial } from "./trial";

const ELEMENTS: Readonly<Record<string, CustomElementConstructor>> = {
  "cim-clear-dialog": CimClearDialog,
  "cim-composer": CimComposer,
  "cim-term": CimTerm,
  "cim-trial": CimTrial,
  "cim-panel": CimPanel,
  "cim-chat": CimChat,
};

export function defineElements(more: Readonly<Record<string, CustomElementConstructor>> = {}): void {
  for (const [name, element] of Object.entries({ ...ELEMENTS, ...more })) {
    if (customElements.get(name) === undefined) customElements.define(name, element);
  }
}
