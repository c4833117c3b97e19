// The menu behind the three dots: a person, peace, all that is known, deletion with a second question.

import { el } from "./dom.js";

export class Menu {
  constructor(t, act, leave) {
    Object.assign(this, { t, act, leave });
    this.node = el("div", { class: "menu", id: "menu", hidden: true });
    this.choices();
  }

  choices() {
    const { t } = this;
    this.node.replaceChildren(
      this.item("person", () => this.choose(() => this.act.say(t("sayPerson")))),
      this.item("quiet", () => this.choose(() => this.act.say(t("sayQuiet")))),
      this.item("data", () => this.choose(() => this.act.data())),
      this.item("erase", () => this.confirm(), "danger"),
    );
  }

  item(word, onclick, look = "") {
    return el("button", { class: look, text: this.t(word), onclick });
  }

  choose(then) {
    this.hide();
    this.leave();
    then();
  }

  confirm() {
    const question = el("p", { text: this.t("eraseAsk"), role: "status" });
    const keep = this.item("eraseNo", () => this.hide(true));
    const erase = this.item(
      "eraseYes",
      async () => {
        erase.disabled = keep.disabled = true;
        if (await this.act.erase()) return this.choose(() => {});
        erase.disabled = keep.disabled = false;
        question.textContent = this.t("failed");
        erase.focus();
      },
      "danger",
    );
    this.node.replaceChildren(question, erase, keep);
    keep.focus();
  }

  toggle() {
    if (!this.node.hidden) {
      this.hide(true);
      return;
    }
    this.choices();
    this.node.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.node.querySelector("button").focus();
  }

  /** True when it was open. `back` puts the focus on its button again. */
  hide(back = false) {
    if (this.node.hidden) return false;
    this.node.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    if (back) this.button.focus();
    return true;
  }
}
