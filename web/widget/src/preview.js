// The element <goeswith-preview>: the widget's own panel and bubbles with sentences that nobody has said yet.

import { Bubbles } from "./bubbles.js";
import { Panel } from "./panel.js";
import { wording } from "./strings.js";
import { dress } from "./style.js";

const STILL = `
:host{position:static;display:block;z-index:auto}
.panel.panel.panel.panel{position:static;width:100%;max-width:400px;height:auto;max-height:560px;padding:0;
border-radius:18px;animation:none;box-shadow:0 0 0 1px var(--line)}`;

const nothing = () => {};

class Preview extends HTMLElement {
  static observedAttributes = ["data-wordings"];

  connectedCallback() {
    if (this.bubbles) return;
    const t = wording({});
    const still = new CSSStyleSheet();
    still.replaceSync(STILL);
    const root = this.attachShadow({ mode: "open" });
    dress(root);
    root.adoptedStyleSheets.push(still);
    const panel = new Panel(t, { typing: nothing });
    panel.node.hidden = false;
    panel.node.setAttribute("role", "group");
    for (const part of panel.node.querySelectorAll(".tool,form")) part.inert = true;
    root.append(panel.node);
    this.bubbles = new Bubbles(panel.list, { t, base: document.baseURI }, { answered: () => ({}) });
    this.attributeChangedCallback();
  }

  /** Each wording as a message of its own, with "or" between: a customer hears one of them. */
  attributeChangedCallback() {
    const wordings = JSON.parse(this.dataset.wordings || "[]");
    this.bubbles?.show(
      wordings.flatMap((text, at) => [
        ...(at ? [{ key: `or ${at}`, author: "system", text: "or" }] : []),
        { key: at, author: "assistant", text },
      ]),
    );
  }
}

customElements.define("goeswith-preview", Preview);
